-- A leader calls at least every five months; others call now and then.
SELECT
  numbered('DF', l) || '-' || nth + 1 AS visit_id,
  official_id(o) AS official_id,
  enterprise_id(e) AS enterprise_id,
  visited_on,
  true AS enterprise_confirmed
FROM (
  SELECT l, o, e, nth, workday_from(plus(since, 100 * nth + draw('call', l * 1000 + nth, 40))) AS visited_on
  FROM (SELECT *, unnest(range(span_days() // 100 + 1)) AS nth FROM liaison)
)
WHERE visited_on <= last_day()
UNION ALL
SELECT numbered('ZH', i), official_id(any_staff('caller', i)), enterprise_id(e), busy_day('called', i, 0),
  CASE WHEN happens('answered', i, 80) THEN true END
FROM (SELECT i, any_firm('called', i, i % bureaus()) AS e FROM range(firms() // 2) AS t(i))
