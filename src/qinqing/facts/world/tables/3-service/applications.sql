SELECT
  application_id,
  enterprise_id(e) AS enterprise_id,
  item.name AS item,
  department_id(b, section) AS department_id,
  official_id(handler) AS handler_id,
  workday(received_no) AS received_on,
  CASE WHEN story NOT IN ('never-answered', 'not-answered-yet', 'declined-on-fifth-workday') THEN workday(accepted_no) END
    AS accepted_on,
  CASE WHEN story = 'declined-on-fifth-workday' THEN workday(accepted_no) END AS not_accepted_on,
  CASE WHEN story NOT IN ('no-due-day', 'unpromised-and-late', 'unpromised-on-statutory-day', 'never-answered') THEN workday(promised_no) END
    AS promised_due_on,
  CASE WHEN story <> 'no-due-day' THEN workday(due_no) END AS due_on,
  unless_ahead(workday(decided_no)) AS decided_on,
  CASE
    WHEN unless_ahead(workday(decided_no)) IS NULL THEN NULL
    WHEN story = 'withdrawn-late' THEN 'withdrawn'
    WHEN story = 'declined-on-fifth-workday' THEN 'refused'
    WHEN story <> 'plain' THEN 'granted'
    WHEN happens('refused', i, refused_percent(b, section, e)) THEN 'refused'
    WHEN happens('withdrawn', i, 5) THEN 'withdrawn'
    ELSE 'granted'
  END AS outcome,
  draw('trips', i, 2) AS trips
FROM application
