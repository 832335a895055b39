SELECT
  numbered('PJ', i) AS rating_id, application_id,
  enterprise_id(e) AS enterprise_id,
  real_name,
  department_id(b, section) AS department_id,
  official_id(handler) AS handler_id,
  grade, rated_on,
  numbered('SB', device) AS device,
  CASE WHEN grade < 3 THEN story = 'rated-by-mistake' END AS upheld_mistaken,
  CASE WHEN followed_up AND story <> 'never-contacted'
    THEN unless_ahead(workdays_after(rated_on, getvariable('contact_workdays') + (story = 'contacted-a-day-late')::BIGINT)) END
    AS contacted_on,
  CASE WHEN followed_up AND story <> 'never-put-right'
    THEN unless_ahead(workdays_after(rated_on, CASE story
      WHEN 'put-right-a-day-late' THEN getvariable('rectify_workdays') + 1
      WHEN 'handled-on-last-days' THEN getvariable('rectify_workdays')
      ELSE between_('put right', i, 2, getvariable('rectify_workdays'))
    END)) END AS rectified_on
FROM rating
