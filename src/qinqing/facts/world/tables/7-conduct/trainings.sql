-- A session in every year of office, of the official's own kind.
SELECT official_id(o) AS official_id, held_on, CASE WHEN o // bureaus() < 4 THEN 'leaders' ELSE 'staff' END AS kind
FROM (
  SELECT o, CASE WHEN y = year(in_office_since(o)) THEN greatest(in_office_since(o), make_date(y, 12, 20)) ELSE make_date(y, 5, 6 + draw('session', y, 20)::INTEGER) END AS held_on, y
  FROM (
    SELECT o, unnest(range(year(in_office_since(o)), year(last_day()) + 1)) AS y FROM range(getvariable('officials')) AS t(o)
  )
)
WHERE held_on BETWEEN in_office_since(o) AND least(last_day(), coalesce(CASE WHEN has_left(o) THEN getvariable('merged_on') END, last_day()))
