SELECT
  numbered('SU', i) AS appeal_id,
  pick('appeal', i, ['problem', 'problem', 'interest', 'suggestion']) AS kind,
  enterprise_id(e) AS enterprise_id,
  department_id(i % bureaus(), [1, 3, 4, 5, 6][draw('appealed to', i, 5) + 1]) AS department_id,
  official_id(staff(i % bureaus(), 1, draw('appeal taken by', i, 9))) AS handler_id,
  received_on,
  unless_ahead(workdays_after(received_on, 1)) AS accepted_on,
  workdays_after(received_on, 15) AS due_on,
  unless_ahead(answered_on) AS answered_on,
  draw('appeal transferred', i, 2) AS transfers,
  CASE WHEN answered_on <= last_day() THEN happens('satisfied', i, 85) END AS satisfied
FROM (
  SELECT *, any_firm('appeal', i, i % bureaus()) AS e, workdays_after(received_on, between_('answered', i, 2, 15)) AS answered_on
  FROM (SELECT i, busy_day('appeal', i, 0) AS received_on FROM range(firms() * 2 // 5) AS t(i))
)
