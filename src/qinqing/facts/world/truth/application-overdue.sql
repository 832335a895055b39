SELECT
  story,
  department_id(b, section) AS department_id,
  official_id(handler) AS official_id,
  enterprise_id(e) AS enterprise_id,
  CASE WHEN story IN ('paused-without-ground', 'still-paused-without-ground') THEN numbered('ZT', i) ELSE application_id END AS unit,
  ['applications:' || application_id] AS evidence
FROM application
