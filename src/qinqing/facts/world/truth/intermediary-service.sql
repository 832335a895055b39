SELECT
  story,
  CASE WHEN story LIKE '%without-application' THEN '' ELSE department_id(b, section) END AS department_id,
  CASE WHEN story NOT LIKE '%without-application' THEN official_id(handler) END AS official_id,
  enterprise_id(CASE WHEN story LIKE 'sibling-%' OR story LIKE 'parent-%' OR story = 'handler-holds-it' THEN other ELSE e END) AS enterprise_id,
  numbered('ZJ', i) AS unit, ['intermediary_services:' || numbered('ZJ', i)] AS evidence
FROM service
