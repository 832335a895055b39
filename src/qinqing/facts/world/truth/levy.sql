SELECT story, department_id(b, 1) AS department_id, NULL AS official_id, enterprise_id(e) AS enterprise_id,
  levy_id AS unit, ['levies:' || levy_id] AS evidence
FROM levy
