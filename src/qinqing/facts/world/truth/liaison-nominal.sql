SELECT *, [unit] AS evidence
FROM (
  SELECT story, department_id(bureau_of(o), section_of(o)) AS department_id, official_id(o) AS official_id,
    enterprise_id(e) AS enterprise_id, 'liaisons:' || official_id(o) || '/' || enterprise_id(e) || '/' || since AS unit
  FROM liaison
)
