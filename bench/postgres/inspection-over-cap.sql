WITH visit AS MATERIALIZED (
  SELECT i.inspection_id, i.department_id, i.enterprise_id, CAST(extract(year FROM i.started_at) AS int) AS year, i.item, e.credit_class
  FROM inspections AS i
  JOIN enterprises AS e ON e.enterprise_id = i.enterprise_id
  WHERE i.basis = 'plan'
), fitting AS MATERIALIZED (
  SELECT DISTINCT ON (k.department_id, k.year, k.item, k.credit_class)
         k.department_id, k.year, k.item, k.credit_class, c.cap, c.item AS cap_item, c.credit_class AS cap_class
  FROM (SELECT DISTINCT department_id, year, item, credit_class FROM visit) AS k
  LEFT JOIN inspection_caps AS c ON c.department_id = k.department_id AND c.year = k.year
   AND (c.item = k.item OR c.item IS NULL) AND (c.credit_class = k.credit_class OR c.credit_class IS NULL)
  ORDER BY k.department_id, k.year, k.item, k.credit_class, c.item IS NULL, c.credit_class IS NULL, c.cap DESC
), counted AS (
  SELECT v.department_id, v.enterprise_id, v.year, f.cap, f.cap_item, f.cap_class, count(*) AS visits, array_agg(v.inspection_id ORDER BY v.inspection_id) AS evidence
  FROM visit AS v
  JOIN fitting AS f ON f.department_id = v.department_id AND f.year = v.year AND coalesce(f.item, '') = coalesce(v.item, '')
   AND coalesce(f.credit_class, '') = coalesce(v.credit_class, '')
  GROUP BY v.department_id, v.enterprise_id, v.year, f.cap, f.cap_item, f.cap_class
)
SELECT DISTINCT ON (department_id, enterprise_id, year) department_id, enterprise_id, year, visits, cap, evidence
FROM counted
WHERE visits > cap
ORDER BY department_id, enterprise_id, year, visits - cap DESC
