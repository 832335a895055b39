SELECT surge_story(b) AS story, department_id(b, 5) AS department_id, NULL AS official_id, NULL AS enterprise_id,
  department_id(b, 5) AS unit, []::VARCHAR[] AS evidence
FROM range(bureaus()) AS t(b)
