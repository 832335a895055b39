SELECT
  story,
  department_id(b, section) AS department_id,
  official_id(handler) AS official_id,
  enterprise_id(e) AS enterprise_id,
  numbered('PJ', i) AS unit, ['ratings:' || numbered('PJ', i)] AS evidence
FROM rating
