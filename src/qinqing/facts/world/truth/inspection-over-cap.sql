-- The year in which the story is told, once per department and firm.
SELECT story, department_id(b, section) AS department_id, NULL AS official_id, enterprise_id(e) AS enterprise_id,
  department_id(b, section) || '/' || enterprise_id(e) || '/' || year AS unit,
  list_transform(range(planned), lambda nth: 'inspections:' || numbered('JC', cell) || '-' || year % 100 || nth + 1) AS evidence
FROM inspected_year
