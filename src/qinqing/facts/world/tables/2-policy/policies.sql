SELECT
  policy_id,
  '关于' || subject || '的通知（虚构）' AS title,
  department_id(b, 1) AS department_id,
  issued_on,
  affects AS affects_enterprises,
  plus(issued_on, term_days) AS expires_on,
  unless_ahead(plus(issued_on, term_days)) AS retired_on,
  unless_ahead(workdays_after(issued_on, draw('interpreted', i, getvariable('interpretation_workdays') + 1))) AS interpreted_on,
  NULL::DATE AS reviewed_on,
  plus(issued_on, -5) AS fair_review_on
FROM policy
