SELECT story, department_id(b, 6) AS department_id, official_id(o) AS official_id, enterprise_id,
  position || '/' || official_id(o) AS unit, [position] AS evidence
FROM (
  SELECT *, 'positions:' || person_id || '/' || enterprise_id || '/' || role || '/true/' || since AS position FROM relative
)
