-- Conditions about the work itself; none shuts out a kind of owner, a region or a size.
SELECT
  tender_id, tender_id || '-' || nth AS condition_id,
  CASE nth WHEN 1 THEN 'age_years' ELSE 'other' END AS attribute,
  CASE nth WHEN 1 THEN 'at_least' ELSE 'is' END AS operator,
  CASE nth WHEN 1 THEN '1' ELSE pick('condition', i, getvariable('tender_conditions')) END AS value
FROM (SELECT i, tender_id, unnest([1, 2]) AS nth FROM tender)
WHERE happens('condition', i * 2 + nth, 60)
