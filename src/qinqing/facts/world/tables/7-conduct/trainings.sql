-- A session in every year of office, of the official's own kind: late in the first year, in May of the others.
SELECT official_id(o) AS official_id, held_on, CASE WHEN o // bureaus() < 4 THEN 'leaders' ELSE 'staff' END AS kind
FROM (
  SELECT *,
    CASE
      WHEN y = year(since) THEN greatest(since, make_date(y, 12, 20))
      ELSE make_date(y, 5, 6 + draw('session', y, 20)::INTEGER)
    END AS held_on
  FROM (
    SELECT o, since, until, unnest(range(year(since), year(last_day()) + 1)) AS y
    FROM (
      SELECT o, in_office_since(o) AS since, CASE WHEN has_left(o) THEN getvariable('merged_on') ELSE last_day() END AS until
      FROM range(getvariable('officials')) AS t(o)
    )
  )
)
WHERE held_on BETWEEN since AND until
