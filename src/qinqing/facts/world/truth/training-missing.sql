SELECT story, department_id(bureau_of(o), section_of(o)) AS department_id, official_id(o) AS official_id, NULL AS enterprise_id,
  official_id(o) || '/' || y AS unit, ['officials:' || official_id(o)] AS evidence
FROM (SELECT o, y, told AS story FROM training)
