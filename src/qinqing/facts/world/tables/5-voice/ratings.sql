-- Six in ten rate what was decided; a bad grade is called about on the next working day and put right within five.
SELECT
  numbered('PJ', i) AS rating_id, application_id,
  enterprise_id(e) AS enterprise_id,
  real_name,
  department_id(b, section) AS department_id,
  official_id(handler) AS handler_id,
  grade, rated_on,
  numbered('SB', e) AS device,
  CASE WHEN grade < 3 THEN false END AS upheld_mistaken,
  CASE WHEN grade < 3 AND real_name THEN unless_ahead(workdays_after(rated_on, 1)) END AS contacted_on,
  CASE WHEN grade < 3 AND real_name THEN unless_ahead(workdays_after(rated_on, between_('put right', i, 2, 5))) END AS rectified_on
FROM (
  SELECT *,
    pick('grade', i, [5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 2, 1]) AS grade,
    happens('real name', i, 70) AS real_name,
    plus(workday(decided_no), draw('rated', i, 4)) AS rated_on
  FROM application
  WHERE decided_no IS NOT NULL AND happens('rates', i, 60)
)
WHERE rated_on <= last_day()
