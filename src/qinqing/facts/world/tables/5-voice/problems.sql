SELECT
  numbered('WT', i) AS problem_id,
  enterprise_id(e) AS enterprise_id,
  official_id(official(i % bureaus(), draw('problem taken by', i, 4))) AS official_id,
  raised_on, due_on,
  unless_ahead(resolved_on) AS resolved_on,
  CASE WHEN resolved_on <= last_day() THEN true END AS enterprise_confirmed,
  draw('problem transferred', i, 3) AS transfers
FROM (
  SELECT *, any_firm('problem', i, i % bureaus()) AS e, plus(raised_on, 30) AS due_on,
    plus(raised_on, between_('solved', i, 2, 30)) AS resolved_on
  FROM (SELECT i, busy_day('problem', i, 0) AS raised_on FROM range(firms() * 2 // 5) AS t(i))
)
