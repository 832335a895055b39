SELECT
  numbered('JB', i) AS report_id,
  enterprise_id(e) AS enterprise_id,
  official_id(o) AS about_official_id,
  CASE WHEN handler IS NOT NULL THEN official_id(handler) END AS handler_id,
  received_on
FROM report
