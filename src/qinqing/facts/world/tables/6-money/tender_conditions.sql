-- Conditions about the work itself; in some stories a third on owner, place, size or local filing.
SELECT
  tender_id, tender_id || '-' || nth AS condition_id,
  CASE
    WHEN nth = 1 THEN 'age_years'
    WHEN nth = 2 THEN 'other'
    WHEN terms = 'outsiders-shut-out' THEN 'region'
    WHEN terms = 'condition-unreadable' THEN 'ownership'
    WHEN terms IN ('micro-firms-shut-out', 'micro-firms-favoured', 'open-to-micro-firms') THEN 'size'
    WHEN terms IN ('registered-here-only', 'registration-not-asked') THEN 'registered_locally'
    WHEN terms IN ('filing-asked', 'branch-asked', 'filing-not-asked') THEN 'local_filing'
  END AS attribute,
  CASE
    WHEN nth = 1 OR terms IN ('micro-firms-shut-out', 'open-to-micro-firms') AND nth = 3 THEN 'at_least'
    WHEN nth = 3 AND terms IN ('outsiders-shut-out', 'condition-unreadable', 'micro-firms-favoured') THEN 'in'
    ELSE 'is'
  END AS operator,
  CASE
    WHEN nth = 1 THEN '1'
    WHEN nth = 2 THEN pick('condition', i, getvariable('tender_conditions'))
    WHEN terms = 'outsiders-shut-out' THEN '419900'
    WHEN terms = 'condition-unreadable' THEN '国有企业'
    WHEN terms = 'micro-firms-shut-out' THEN 'small'
    WHEN terms = 'micro-firms-favoured' THEN 'small|micro'
    WHEN terms = 'open-to-micro-firms' THEN 'micro'
    WHEN terms = 'branch-asked' THEN '在本地设有分支机构'
    WHEN terms IN ('registration-not-asked', 'filing-not-asked') THEN 'false'
    ELSE 'true'
  END AS value
FROM (SELECT i, tender_id, terms_story(i) AS terms, unnest([1, 2, 3]) AS nth FROM tender)
WHERE CASE nth WHEN 3 THEN terms <> 'plain' ELSE happens('condition', i * 2 + nth, 60) END
