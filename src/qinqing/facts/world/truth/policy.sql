SELECT
  story,
  department_id(b, 1) AS department_id,
  NULL AS official_id,
  NULL AS enterprise_id,
  CASE story WHEN 'owners-shut-out' THEN 'policy_conditions:' || policy_id || '-4' ELSE policy_id END AS unit,
  ['policies:' || policy_id] AS evidence
FROM policy
