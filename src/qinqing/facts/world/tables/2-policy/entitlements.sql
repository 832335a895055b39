-- Paid in full and in time; the latest are not yet due.
SELECT policy_id, enterprise_id(e) AS enterprise_id, entitled_on, yuan(fen) AS amount_cny, due_on, paid_on,
  CASE WHEN paid_on IS NOT NULL THEN yuan(fen) END AS paid_cny
FROM (
  SELECT *, plus(entitled_on, 60) AS due_on, unless_ahead(plus(entitled_on, between_('paid out', g, 5, 60))) AS paid_on
  FROM (
    SELECT i * 1000000 + nth AS g, policy_id, plus(issued_on, 10 + draw('entitled', i * 1000000 + nth, 300)) AS entitled_on,
      any_firm('entitled firm', i * 1000000 + nth, b) AS e, 500000 + draw('entitled to', i * 1000000 + nth, 200) * 50000 AS fen
    FROM (SELECT *, unnest(range(greatest(2, firms_each() // (30 * getvariable('world_years'))))) AS nth FROM policy)
  )
)
WHERE entitled_on <= last_day()
