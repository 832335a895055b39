-- Whom a firm belongs to is asked only of firms that some official, or a relative, can reach in three steps on any day.
CREATE TABLE tie AS
SELECT holder_id AS holder, enterprise_id AS firm, since, until, NULL AS post FROM holdings
UNION ALL
SELECT person_id, enterprise_id, since, until, concat(role, '/', paid, '/', since) FROM positions;
CREATE TABLE whose AS
SELECT official_id, official_id AS person_id, NULL AS kinship FROM desk
UNION ALL
SELECT official_id, person_id, concat('kinships:', official_id, '/', person_id, '/', relation) FROM kinships;
CREATE TABLE reach AS SELECT DISTINCT firm FROM tie WHERE holder IN (SELECT person_id FROM whose);
INSERT INTO reach SELECT DISTINCT firm FROM tie WHERE holder IN (SELECT firm FROM reach) AND firm NOT IN (SELECT firm FROM reach);
INSERT INTO reach SELECT DISTINCT firm FROM tie WHERE holder IN (SELECT firm FROM reach) AND firm NOT IN (SELECT firm FROM reach);

CREATE TABLE near_tie AS
SELECT holder, firm, since, until, concat(CASE WHEN post IS NULL THEN 'holdings:' ELSE 'positions:' END, holder, '/', firm, '/' || post) AS tie
FROM tie
WHERE firm IN (SELECT firm FROM reach) AND (holder IN (SELECT firm FROM reach) OR holder IN (SELECT person_id FROM whose));

CREATE TABLE asked AS
SELECT 'related-award' AS rule, tender_id AS id, department_id, official_id, winner_id AS firm, awarded_on AS day, ['tenders:' || tender_id] AS facts
FROM tenders
WHERE awarded_on IS NOT NULL AND winner_id IN (SELECT firm FROM reach)
UNION ALL
SELECT 'shadow-company', service_id, department_id, handler_id, intermediary_id, engaged_on, [service, 'applications:' || application_id]
FROM engaged
WHERE fee_cny > 0 AND handler_id IS NOT NULL AND intermediary_id IN (SELECT firm FROM reach);

CREATE TABLE walk AS
WITH one AS (  -- of several ways to a holder, the first by id goes on
  SELECT a.rule, a.id, a.official_id, a.day, t.holder, min([t.tie]) AS path
  FROM asked AS a
  JOIN near_tie AS t ON t.firm = a.firm AND a.day BETWEEN coalesce(t.since, a.day) AND coalesce(t.until, a.day)
  GROUP BY ALL
), two AS (
  SELECT a.rule, a.id, a.official_id, a.day, t.holder, min([t.tie] || a.path) AS path
  FROM one AS a
  JOIN near_tie AS t ON t.firm = a.holder AND a.day BETWEEN coalesce(t.since, a.day) AND coalesce(t.until, a.day)
  GROUP BY ALL
), three AS (
  SELECT a.rule, a.id, a.official_id, a.day, t.holder, min([t.tie] || a.path) AS path
  FROM two AS a
  JOIN near_tie AS t ON t.firm = a.holder AND a.day BETWEEN coalesce(t.since, a.day) AND coalesce(t.until, a.day)
  GROUP BY ALL
), met AS (FROM one UNION ALL FROM two UNION ALL FROM three)
SELECT m.rule, m.id, CASE WHEN w.kinship IS NULL THEN m.path ELSE [w.kinship] || m.path END AS path
FROM met AS m
JOIN whose AS w ON w.official_id = m.official_id AND w.person_id = m.holder
QUALIFY row_number() OVER (PARTITION BY m.rule, m.id ORDER BY len(path), path) = 1;

INSERT INTO judged SELECT 'related-award', count(awarded_on) FROM tenders;
INSERT INTO judged SELECT 'shadow-company', count(*) FROM engaged WHERE fee_cny > 0 AND handler_id IS NOT NULL;
INSERT INTO finding BY NAME
SELECT rule, 'flagged' AS verdict, a.department_id, a.official_id, a.firm AS enterprise_id, a.day AS "on", len(w.path) AS observed,
       a.facts || w.path AS evidence, w.path
FROM walk AS w
JOIN asked AS a USING (rule, id)
UNION ALL BY NAME
SELECT 'related-award' AS rule, 'undetermined' AS verdict, department_id, official_id, awarded_on AS "on", ['tenders:' || tender_id] AS evidence,
       'tenders:' || tender_id || '.winner_id' AS missing
FROM tenders
WHERE awarded_on IS NOT NULL AND winner_id IS NULL;
DROP TABLE tie;
DROP TABLE near_tie;
