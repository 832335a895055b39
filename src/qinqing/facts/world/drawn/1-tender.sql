-- One row per tender, with the story it carries. A planted winner wins this tender and no other.
CREATE VIEW tender AS
WITH called AS (
  SELECT
    i, i % bureaus() AS b, award_no(i) AS x, award_story(i) AS story, bidding_story(i) AS bidding,
    CASE WHEN happens('tender section', i, 70) THEN 6 ELSE 7 END AS section,
    draw('method', i, 100) AS m,
    busy_workday_no('tender', i, last_workday_no() - CASE WHEN award_story(i) = 'plain' AND bidding_story(i) = 'plain' THEN 0 ELSE 80 END) AS no,
    20000000 + draw('budget', i, 1000) * draw('budget more', i, 1000) * 600 AS budget_fen
  FROM range(getvariable('tenders')) AS t(i)
), closed AS (
  SELECT *,
    CASE
      WHEN story <> 'plain' OR bidding <> 'plain' OR m < 60 THEN 'open'
      WHEN m < 70 THEN 'invited'
      WHEN m < 90 THEN 'negotiated'
      ELSE 'single_source'
    END AS method,
    CASE
      WHEN bidding LIKE '%-bidders%' THEN 'works'
      WHEN bidding LIKE '%-qualified-%' THEN 'goods'
      ELSE pick('category', i, ['works', 'works', 'goods', 'goods', 'services', 'services', 'other'])
    END AS category,
    CASE
      WHEN story = 'namesake' THEN official(b, 2)
      WHEN happens('led', i, 30) THEN official(b, 1 + draw('leader', i, 3))
      ELSE staff(b, section, 0)
    END AS o,
    workday(no) AS published_on,
    plus(workday(no), getvariable('bid_days')
      + CASE bidding WHEN 'window-a-day-short' THEN -1 WHEN 'window-just-long-enough' THEN 0 ELSE draw('window', i, 15) END) AS closes_on
  FROM called
)
SELECT *,
  numbered('ZB', i) AS tender_id,
  unless_ahead(workday_from(plus(closes_on, between_('award', i, 3, 20)))) AS awarded_on,
  CASE WHEN story IN ('plain', 'kin-lost-the-bid') THEN supplier(b, bidder_no(i, 0)) ELSE planted_winner(x) END AS winner
FROM closed;
