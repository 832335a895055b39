-- Meetings during office hours; one in ten in the evening, reported the next working day.
SELECT
  numbered('LX', i) AS contact_id,
  official_id(o) AS official_id,
  enterprise_id(e) AS enterprise_id,
  happens('pending', i, 40) AS matter_pending,
  at_(on_, CASE WHEN late THEN 1140 + draw('evening', i, 120) ELSE 540 + draw('hour', i, 450) END) AS started_at,
  CASE WHEN late THEN unless_ahead(workdays_after(on_, 1)) END AS reported_on
FROM (
  SELECT *, any_firm('contacted', i, bureau_of(o)) AS e
  FROM (
    SELECT i, any_staff('contact', i) AS o, busy_day('contact', i, 0) AS on_, happens('late', i, 10) AS late
    FROM range(getvariable('officials') * 2) AS t(i)
  )
)
