SELECT story, department_id(b, 3) AS department_id, official_id(o) AS official_id, NULL AS enterprise_id,
  official_id(o) AS unit, []::VARCHAR[] AS evidence
FROM (SELECT b, slow_story(b) AS story, slow_handler(b) AS o FROM range(bureaus()) AS t(b))
