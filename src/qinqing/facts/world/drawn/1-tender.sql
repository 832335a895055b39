-- One row per tender, with the story it carries. A planted winner wins this tender and no other.
CREATE VIEW tender AS
WITH called AS (
  SELECT
    i, i % bureaus() AS b, award_no(i) AS x, award_story(i) AS story,
    CASE WHEN happens('tender section', i, 70) THEN 6 ELSE 7 END AS section,
    draw('method', i, 100) AS m,
    busy_workday_no('tender', i, last_workday_no() - CASE award_story(i) WHEN 'plain' THEN 0 ELSE 80 END) AS no,
    20000000 + draw('budget', i, 1000) * draw('budget more', i, 1000) * 600 AS budget_fen
  FROM range(getvariable('tenders')) AS t(i)
), closed AS (
  SELECT *,
    CASE
      WHEN story <> 'plain' OR m < 60 THEN 'open'
      WHEN m < 70 THEN 'invited'
      WHEN m < 90 THEN 'negotiated'
      ELSE 'single_source'
    END AS method,
    pick('category', i, ['works', 'works', 'goods', 'goods', 'services', 'services', 'other']) AS category,
    CASE
      WHEN story = 'namesake' THEN official(b, 2)
      WHEN happens('led', i, 30) THEN official(b, 1 + draw('leader', i, 3))
      ELSE staff(b, section, 0)
    END AS o,
    workday(no) AS published_on,
    plus(workday(no), getvariable('bid_days') + draw('window', i, 15)) AS closes_on
  FROM called
)
SELECT *,
  numbered('ZB', i) AS tender_id,
  unless_ahead(workday_from(plus(closes_on, between_('award', i, 3, 20)))) AS awarded_on,
  CASE WHEN story IN ('plain', 'kin-lost-the-bid') THEN supplier(b, bidder_no(i, 0)) ELSE planted_winner(x) END AS winner
FROM closed;
