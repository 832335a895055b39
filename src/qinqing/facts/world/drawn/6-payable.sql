-- What is owed on a contract and how it is paid: two parts, each so many days after delivery (null: never) and so many fen.
-- Firms that are not large are due within the limit of the law; pay_days is its plain term, pay_limit the longest one.
CREATE VIEW payable AS
WITH owed AS (
  SELECT *, i * 4 + nth AS p,
    plus(signed_on, CASE WHEN story = 'plain' THEN 20 + 45 * nth + draw('delivery', i * 4 + nth, 20) ELSE 25 END) AS delivered_on,
    CASE WHEN story = 'plain' THEN fen // 4 ELSE fen END AS part_fen,
    story = 'plain' AND nth = 3 AND happens('retention', i, 25) AS kept_back
  FROM (SELECT *, unnest(range(CASE WHEN story = 'plain' THEN 4 ELSE 1 END)) AS nth FROM contract WHERE signed_on <= last_day())
), termed AS (
  SELECT *,
    CASE
      WHEN kept_back THEN 365
      WHEN story <> 'plain' THEN planted_term(story)
      WHEN size = 'large' THEN pick('long term', i, [60, 90, 120])
      ELSE pick('term', i, [NULL, 15, 30, 30, 45, getvariable('pay_limit')])
    END::BIGINT AS term_days
  FROM owed
  WHERE delivered_on <= last_day()
), due AS (
  SELECT *,
    CASE
      WHEN size = 'large' OR kept_back THEN term_days
      ELSE least(coalesce(term_days, getvariable('pay_days')), getvariable('pay_limit'))
    END AS due_days
  FROM termed
)
SELECT *,
  kept_back OR story IN ('retention-late', 'retention-running') AS retention,
  CASE WHEN story IN ('undisputed-part-late', 'disputed-part-open') THEN part_fen // 5 ELSE 0 END AS disputed_fen,
  CASE WHEN story = 'plain' THEN 1 + draw('paid after', p, due_days) ELSE planted_last_payment(story) END AS last_paid_after,
  CASE
    WHEN story = 'plain' AND happens('in two parts', p, 20) THEN 1 + draw('paid after', p, due_days) // 2
    WHEN story IN ('half-paid', 'two-parts-in-time') THEN 20
  END AS first_paid_after
FROM due;
