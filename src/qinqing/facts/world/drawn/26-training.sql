-- A session in every year of office, of the official's own kind: late in the first year, in May of the others. A story is about the
-- last finished year.
CREATE VIEW training AS
WITH served AS (
  SELECT o, o // bureaus() < 4 AS leads, CASE WHEN o < getvariable('staff') THEN training_story(o) ELSE 'plain' END AS story,
    in_office_since(o) AS since, CASE WHEN has_left(o) THEN getvariable('merged_on') ELSE last_day() END AS until
  FROM range(getvariable('officials')) AS t(o)
), yearly AS (
  SELECT *, CASE WHEN y = year(last_day()) - 1 THEN story ELSE 'plain' END AS told
  FROM (SELECT *, unnest(range(year(since), year(last_day()) + 1)) AS y FROM served)
)
SELECT *,
  CASE
    WHEN told = 'trained-on-first-day-of-year' THEN make_date(y, 1, 1)
    WHEN told = 'trained-on-last-day-of-year' THEN make_date(y, 12, 31)
    WHEN y = year(since) THEN greatest(since, make_date(y, 12, 20))
    ELSE make_date(y, 5, 6 + draw('session', y, 20)::INTEGER)
  END AS held_on
FROM yearly;
