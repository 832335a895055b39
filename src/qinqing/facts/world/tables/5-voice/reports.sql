-- Heard by the bureau's contact with the discipline organ, who handles no case himself.
SELECT
  numbered('JB', i) AS report_id,
  enterprise_id(e) AS enterprise_id,
  official_id(staff(i % bureaus(), 5, draw('reported', i, 99))) AS about_official_id,
  official_id(official(i % bureaus(), officials_each() - 2)) AS handler_id,
  busy_day('report', i, 0) AS received_on
FROM (SELECT i, any_firm('report', i, i % bureaus()) AS e FROM range(greatest(4, firms() // 40)) AS t(i))
