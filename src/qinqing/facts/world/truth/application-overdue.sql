SELECT
  story,
  department_id(b, section) AS department_id,
  official_id(handler) AS official_id,
  enterprise_id(e) AS enterprise_id,
  application_id AS unit, ['applications:' || application_id] AS evidence
FROM application
