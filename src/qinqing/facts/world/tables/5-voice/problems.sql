SELECT
  numbered('WT', i) AS problem_id,
  enterprise_id(e) AS enterprise_id,
  official_id(official(i % bureaus(), draw('problem taken by', i, 4))) AS official_id,
  raised_on, due_on,
  unless_ahead(plus(raised_on, between_('solved', i, 2, 30))) AS resolved_on,
  CASE WHEN plus(raised_on, between_('solved', i, 2, 30)) <= last_day() THEN true END AS enterprise_confirmed,
  draw('problem transferred', i, 3) AS transfers
FROM (
  SELECT *, plus(raised_on, 30) AS due_on
  FROM (
    SELECT i, any_firm('problem', i, i % bureaus()) AS e, busy_day('problem', i, 0) AS raised_on FROM range(firms() * 2 // 5) AS t(i)
  )
)
