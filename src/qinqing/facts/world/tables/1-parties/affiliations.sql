-- Three bodies of every bureau, none of them an intermediary; and those of planted services.
SELECT department_id(b, 0) AS department_id, enterprise_id(e) AS enterprise_id,
  ['institution', 'association', 'sponsored'][n + 1] AS kind, founded_on(e) AS since, NULL::DATE AS until
FROM (SELECT i // 3 AS b, i % 3 AS n, firm(i // 3, 13 + 20 * (i % 3)) AS e FROM range(3 * bureaus()) AS t(i))
UNION ALL
SELECT department_id(b, CASE story WHEN 'institution-of-another-section' THEN 4 ELSE section END), enterprise_id(other),
  pick('tie', i, ['institution', 'association', 'sponsored']),
  CASE story
    WHEN 'affiliated-from-that-day' THEN engaged_on
    WHEN 'affiliated-from-the-day-after' THEN plus(engaged_on, 1)
    ELSE plus(engaged_on, -300)
  END,
  CASE story
    WHEN 'affiliated-until-that-day' THEN engaged_on
    WHEN 'affiliated-until-the-day-before' THEN plus(engaged_on, -1)
  END
FROM service
WHERE x IS NOT NULL AND (story LIKE '%affiliated%' OR story LIKE '%institution%')
