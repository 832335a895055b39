-- Contracts: one per award, then smaller ones made directly; of the latter some carry a story about their only payment.
-- Small works beside them, and what a relative's firm sold once, are in stories only.
CREATE VIEW contract AS
WITH direct AS (
  SELECT i, i % bureaus() AS b, payment_story(i) AS story, supplier(i % bureaus(), draw('supplier', i, suppliers_each())) AS e
  FROM range(getvariable('direct_contracts')) AS t(i)
)
SELECT i, b, section, o, winner AS e, 'plain' AS story, tender_id, category, bid_fen(i, 0, budget_fen) AS fen,
  workday_from(plus(awarded_on, between_('signing', i, 4, 20))) AS signed_on,
  CASE category WHEN 'works' THEN 'tender_law' ELSE 'procurement' END AS regime,
  size_of(winner) AS size
FROM tender
WHERE awarded_on IS NOT NULL
UNION ALL
SELECT getvariable('tenders') + i, b, 6, staff(b, 6, draw('clerk', i, 9)), e, story, NULL,
  pick('small category', i, ['goods', 'goods', 'services', 'services', 'services']),
  800000 + draw('small contract', i, 8700000),
  CASE story
    WHEN 'plain' THEN busy_day('contract', i, 0)
    WHEN 'due-today' THEN plus(last_day(), -getvariable('pay_days') - 25)
    WHEN 'retention-running' THEN plus(last_day(), -125)
    ELSE plus(first_day(), 10 + draw('early contract', i, greatest(1, span_days() - 290)))
  END,
  'procurement',
  CASE
    WHEN story = 'plain' THEN size_of(e)
    WHEN story LIKE 'large-firm%' THEN 'large'
    WHEN story <> 'size-unknown' THEN pick('small firm', i, ['medium', 'small', 'small', 'micro'])
  END
FROM direct
UNION ALL
SELECT getvariable('tenders') + getvariable('direct_contracts') + i * 3 + nth, b, 6, staff(b, 6, 0), e, 'plain', NULL, 'works', fen, signed_on, 'tender_law', size_of(e)
FROM split
UNION ALL
SELECT getvariable('tenders') + getvariable('direct_contracts') + getvariable('suppliers') * 3 + x, b, 6, staff(b, 6, 0), e, 'plain', NULL, 'goods', 2000000,
  signed_on, 'procurement', 'micro'
FROM relative;
