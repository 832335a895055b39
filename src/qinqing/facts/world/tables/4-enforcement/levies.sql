-- Gifts to public causes, every one of them freely made.
SELECT
  numbered('JZ', i) AS levy_id,
  enterprise_id(e) AS enterprise_id,
  department_id(i % bureaus(), 1) AS department_id,
  pick('levy kind', i, ['donation', 'donation', 'sponsorship']) AS kind,
  busy_day('levy', i, 0) AS charged_on,
  yuan(100000 + draw('levied', i, 50) * 100000) AS amount_cny,
  true AS voluntary
FROM (SELECT i, any_firm('levy', i, i % bureaus()) AS e FROM range(firms() // 15) AS t(i))
