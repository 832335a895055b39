-- The public register: owners of every firm that is not the state's, groups, loops, an anonymous holder, a firm holding itself;
-- kin of officials in quiet firms; and the edges of planted awards.
WITH owned AS (
  SELECT e, founded_on(e) AS since, main_share(e) AS main, holder_of(e) AS holder, ownership_of(e) AS ownership
  FROM range(firms()) AS t(e)
  WHERE ownership_of(e) <> 'state'
), share AS ( -- the first holder; a second one with the rest; one who sold out long ago
  SELECT *, unnest([0, 1, 2]) AS nth FROM owned
)
SELECT
  CASE
    WHEN nth > 0 OR holder IS NULL THEN owner_id(e, nth)
    WHEN holder = -1 THEN '匿名持有人-' || e
    ELSE enterprise_id(holder)
  END AS holder_id,
  enterprise_id(e) AS enterprise_id,
  CASE nth WHEN 0 THEN main WHEN 1 THEN round(1 - main, 2) ELSE 0.2 END AS share,
  since,
  CASE nth WHEN 2 THEN plus(since, 150) END AS until
FROM share
WHERE CASE nth WHEN 0 THEN true WHEN 1 THEN main < 1 ELSE ownership = 'private' AND main = 1 END
UNION ALL
SELECT kin_id(o, 1), enterprise_id(e), 0.3, first_day(), NULL
FROM (SELECT o, quiet_firm(o) AS e FROM range(getvariable('officials')) AS t(o) WHERE happens('kin invests', o, 20))
UNION ALL
SELECT holder_id, enterprise_id, share, since, until FROM planted_holding
UNION ALL
SELECT holder_id, enterprise_id, share, since, until FROM shadow_holding
