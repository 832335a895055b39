-- A leader calls at least every five months; others than leaders call now and then.
SELECT
  numbered('DF', l) || '-' || nth + 1 AS visit_id,
  official_id(o) AS official_id,
  enterprise_id(e) AS enterprise_id,
  visited_on,
  CASE WHEN story <> 'call-unanswered' THEN story <> 'called-but-denied' END AS enterprise_confirmed
FROM (
  SELECT l, o, e, story, nth,
    CASE story
      WHEN 'called-a-day-too-long-ago' THEN plus(last_day(), -getvariable('visit_days') - 1)
      WHEN 'called-just-in-time' THEN plus(last_day(), -getvariable('visit_days'))
      ELSE workday_from(plus(since, 100 * nth + draw('call', l * 1000 + nth, 40)))
    END AS visited_on
  FROM (SELECT *, unnest(range(span_days() // 100 + 1)) AS nth FROM liaison)
  WHERE CASE
    WHEN story IN ('never-called', 'liaison-a-day-too-short') THEN false
    WHEN story IN ('called-a-day-too-long-ago', 'called-just-in-time') THEN nth = 0
    ELSE true
  END
)
WHERE visited_on <= last_day()
UNION ALL
SELECT numbered('ZH', i), official_id(official(i % bureaus(), 4 + draw('caller', i, officials_each() - 6))), enterprise_id(e),
  busy_day('called', i, 0), CASE WHEN happens('answered', i, 80) THEN true END
FROM (SELECT i, any_firm('called', i, i % bureaus()) AS e FROM range(firms() // 2) AS t(i))
