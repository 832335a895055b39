-- What officials declared, or what came to light. `month_end` is a 31st before a shorter month.
CREATE VIEW declaration AS
WITH occurred AS (
  SELECT i, any_staff('declares', i) AS o, declared_story(i) AS story,
    CASE declared_story(i)
      WHEN 'plain' THEN workday_from(day(draw('occurred', i, span_days() - 12)))
      WHEN 'received-just-now' THEN plus(last_day(), -15)
      WHEN 'declared-at-month-end' THEN getvariable('month_end')
      ELSE day(draw('occurred', i, span_days() - 80))
    END AS occurred_on
  FROM range(getvariable('declarations')) AS t(i)
), typed AS (
  SELECT *,
    CASE
      WHEN story LIKE 'cash%' THEN 'cash'
      WHEN story LIKE 'dinner-%' THEN 'hospitality'
      WHEN story LIKE 'trip-%' THEN 'travel'
      WHEN story <> 'plain' THEN 'gift'
      ELSE pick('declared kind', i, ['gift', 'gift', 'gift', 'gift', 'cash', 'hospitality', 'hospitality', 'travel', 'sport',
        'entertainment', 'meeting', 'meeting'])
    END AS kind,
    (occurred_on + to_months(getvariable('gift_months')))::DATE AS month_later
  FROM occurred
)
SELECT *,
  any_firm('giver', i, bureau_of(o)) AS e,
  CASE
    WHEN story = 'plain' THEN plus(occurred_on, draw('declared', i, 26))
    WHEN story = 'gift-a-day-late' THEN plus(month_later, 1)
    WHEN story IN ('declared-on-last-day', 'declared-at-month-end') THEN month_later
    WHEN story = 'cash-kept' OR (story LIKE 'dinner-%' AND story NOT LIKE '%undeclared') THEN plus(occurred_on, 9)
  END AS declared_on,
  CASE
    WHEN story = 'plain' AND kind IN ('gift', 'cash') THEN plus(occurred_on, draw('declared', i, 26) + draw('handed in', i, 3))
    WHEN story = 'cash-a-day-late' THEN plus(month_later, 1)
    WHEN story IN ('handed-in-undeclared', 'cash-on-last-day') THEN month_later
  END AS handed_in_on,
  is_treat AND CASE story WHEN 'plain' THEN happens('approved', i, 60) ELSE story LIKE '%-approved-%' END AS is_approved,
  CASE
    WHEN story = 'dinner-a-yuan-short' THEN fen - 100
    WHEN is_treat AND (story LIKE 'trip-paid-%' OR (story = 'plain' AND NOT happens('approved', i, 60))) THEN fen
  END AS own_fen
FROM (SELECT *, kind IN ('hospitality', 'travel', 'sport', 'entertainment') AS is_treat, 3000 + draw('worth', i, 60) * 1000 AS fen FROM typed);
