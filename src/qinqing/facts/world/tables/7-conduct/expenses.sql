-- Paid by the department or by the official himself. The first one is of the world's last day, so that it has one.
SELECT
  numbered('FY', i) AS expense_id,
  official_id(o) AS official_id,
  department_id(bureau_of(o), 1) AS department_id,
  CASE WHEN payer = 'enterprise' THEN enterprise_id(e) END AS enterprise_id,
  payer, kind,
  CASE i WHEN 0 THEN last_day() ELSE busy_day('spent', i, 0) END AS spent_on,
  yuan(3000 + draw('spent', i, 120) * 500) AS amount_cny
FROM expense
