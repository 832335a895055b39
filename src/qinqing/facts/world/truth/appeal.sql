SELECT
  story,
  department_id(b, section) AS department_id,
  official_id(handler) AS official_id,
  enterprise_id(e) AS enterprise_id,
  CASE story WHEN 'appeal-passed-around' THEN 'appeals:' || appeal_id ELSE appeal_id END AS unit,
  ['appeals:' || appeal_id] AS evidence
FROM appeal
