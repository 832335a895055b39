SELECT story, department_id(bureau_of(o), section_of(o)) AS department_id, official_id(o) AS official_id, enterprise_id,
  position || CASE WHEN role = 'nominal' THEN '/' || official_id(o) ELSE '' END AS unit, [position] AS evidence
FROM (
  SELECT *, 'positions:' || person_id || '/' || enterprise_id || '/' || role || '/' || paid || '/' || since AS position FROM post
)
