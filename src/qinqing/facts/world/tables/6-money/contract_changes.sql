-- Agreed changes only; one in ten for the public interest, made good within weeks.
SELECT numbered('BG', i) AS change_id, numbered('HT', i) AS contract_id, changed_on,
  CASE WHEN happens('change by firm', i, 50) THEN 'enterprise' ELSE 'department' END AS initiated_by,
  CASE WHEN happens('change for all', i, 10) THEN 'public_interest' ELSE 'agreed' END AS reason,
  CASE WHEN happens('change for all', i, 10) THEN unless_ahead(plus(changed_on, 5 + draw('made good', i, 20))) END AS compensated_on
FROM (SELECT i, workday_from(plus(signed_on, 15)) AS changed_on FROM contract WHERE story = 'plain' AND happens('change', i, 3))
WHERE changed_on <= last_day()
