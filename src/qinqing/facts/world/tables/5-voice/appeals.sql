SELECT
  appeal_id,
  pick('appeal', i, ['problem', 'problem', 'interest', 'suggestion']) AS kind,
  enterprise_id(e) AS enterprise_id,
  department_id(b, section) AS department_id,
  official_id(handler) AS handler_id,
  received_on,
  unless_ahead(workdays_after(received_on, 1)) AS accepted_on,
  CASE WHEN story <> 'appeal-without-due-day' THEN due_on END AS due_on,
  answered_on, transfers,
  CASE WHEN answered_on IS NOT NULL THEN happens('satisfied', i, 85) END AS satisfied
FROM appeal
