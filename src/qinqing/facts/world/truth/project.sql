SELECT story,
  CASE WHEN is_offsite THEN department_id(b, 3) ELSE '' END AS department_id,
  CASE WHEN is_offsite THEN official_id(staff(b, 3, draw('offsite handler', i, 9))) END AS official_id,
  enterprise_id(e) AS enterprise_id,
  project_id AS unit, [CASE WHEN is_offsite THEN 'offsite_cases:' ELSE 'projects:' END || project_id] AS evidence
FROM project
