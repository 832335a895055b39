SELECT
  policy_id,
  '关于' || subject || '的通知（虚构）' AS title,
  department_id(b, 1) AS department_id,
  issued_on,
  affects AS affects_enterprises,
  expires_on,
  CASE WHEN story NOT IN ('ended-yesterday', 'ends-today', 'reviewed-on-its-last-day') THEN unless_ahead(expires_on) END AS retired_on,
  unless_ahead(workdays_after(issued_on, CASE
    WHEN story = 'explained-a-day-late' THEN getvariable('interpretation_workdays') + 1
    WHEN story = 'explained-on-third-workday' THEN getvariable('interpretation_workdays')
    WHEN story NOT IN ('never-explained', 'issued-just-now') THEN draw('interpreted', i, getvariable('interpretation_workdays') + 1)
  END)) AS interpreted_on,
  CASE story WHEN 'reviewed-on-its-last-day' THEN expires_on END AS reviewed_on,
  plus(issued_on, -5) AS fair_review_on,
  CASE story WHEN 'excused-on-a-ground' THEN 'security' END AS fair_review_exception
FROM policy
