WITH tie AS MATERIALIZED (
  SELECT holder_id AS holder, enterprise_id AS firm, since, until, 'holdings:' || holder_id || '/' || enterprise_id AS tie FROM holdings
  UNION ALL
  SELECT person_id, enterprise_id, since, until, 'positions:' || person_id || '/' || enterprise_id FROM positions
), one AS (
  SELECT a.tender_id, a.official_id, a.awarded_on, t.holder, min(ARRAY[t.tie]) AS path
  FROM tenders AS a
  JOIN tie AS t ON t.firm = a.winner_id AND a.awarded_on BETWEEN coalesce(t.since, a.awarded_on) AND coalesce(t.until, a.awarded_on)
  WHERE a.awarded_on IS NOT NULL
  GROUP BY a.tender_id, a.official_id, a.awarded_on, t.holder
), two AS (
  SELECT a.tender_id, a.official_id, a.awarded_on, t.holder, min(t.tie || a.path) AS path
  FROM one AS a
  JOIN tie AS t ON t.firm = a.holder AND a.awarded_on BETWEEN coalesce(t.since, a.awarded_on) AND coalesce(t.until, a.awarded_on)
  GROUP BY a.tender_id, a.official_id, a.awarded_on, t.holder
), three AS (
  SELECT a.tender_id, a.official_id, a.awarded_on, t.holder, min(t.tie || a.path) AS path
  FROM two AS a
  JOIN tie AS t ON t.firm = a.holder AND a.awarded_on BETWEEN coalesce(t.since, a.awarded_on) AND coalesce(t.until, a.awarded_on)
  GROUP BY a.tender_id, a.official_id, a.awarded_on, t.holder
), walk AS (
  SELECT * FROM one UNION ALL SELECT * FROM two UNION ALL SELECT * FROM three
)
SELECT DISTINCT ON (tender_id) tender_id, path
FROM (SELECT tender_id, path FROM walk WHERE holder = official_id
      UNION ALL
      SELECT w.tender_id, ('kinships:' || k.official_id || '/' || k.person_id) || w.path
      FROM walk AS w JOIN kinships AS k ON k.official_id = w.official_id AND k.person_id = w.holder) AS arrived
ORDER BY tender_id, cardinality(path), path
