SELECT
  story,
  department_id(bureau_of(o), section_of(o)) AS department_id,
  official_id(o) AS official_id,
  enterprise_id(e) AS enterprise_id,
  CASE story WHEN 'problem-passed-around' THEN 'problems:' || problem_id ELSE problem_id END AS unit,
  ['problems:' || problem_id] AS evidence
FROM problem
