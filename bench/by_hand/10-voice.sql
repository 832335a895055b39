INSERT INTO finding BY NAME
SELECT 'appeal-overdue' AS rule, CASE WHEN due_on IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, handler_id AS official_id, enterprise_id,
       coalesce(due_on + 1, received_on) AS "on", answered_on AS observed, due_on AS limit_, ['appeals:' || appeal_id] AS evidence,
       CASE WHEN due_on IS NULL THEN 'appeals:' || appeal_id || '.due_on' END AS missing
FROM appeals
WHERE due_on IS NULL OR coalesce(answered_on, judged_on()) > due_on;
INSERT INTO judged SELECT 'appeal-overdue', count(*) FROM appeals WHERE due_on IS NULL OR answered_on IS NOT NULL OR judged_on() > due_on;

CREATE TABLE raised AS SELECT p.*, o.department_id, 'problems:' || p.problem_id AS problem FROM problems AS p JOIN desk AS o USING (official_id);
INSERT INTO judged
SELECT unnest(['problem-overdue', 'problem-closed-unconfirmed', 'passed-around']),
       unnest([count(*) FILTER (resolved_on IS NOT NULL OR judged_on() > due_on), count(resolved_on), count(*) + (SELECT count(*) FROM appeals)])
FROM raised;
INSERT INTO finding BY NAME
SELECT 'problem-overdue' AS rule, 'flagged' AS verdict, department_id, official_id, enterprise_id, due_on + 1 AS "on", resolved_on AS observed, due_on AS limit_, [problem] AS evidence
FROM raised WHERE coalesce(resolved_on, judged_on()) > due_on;
INSERT INTO finding BY NAME
SELECT 'problem-closed-unconfirmed' AS rule, CASE WHEN enterprise_confirmed IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, official_id, enterprise_id,
       resolved_on AS "on", [problem] AS evidence, CASE WHEN enterprise_confirmed IS NULL THEN problem || '.enterprise_confirmed' END AS missing
FROM raised WHERE resolved_on IS NOT NULL AND enterprise_confirmed IS NOT TRUE;
INSERT INTO finding BY NAME
SELECT 'passed-around' AS rule, 'flagged' AS verdict, department_id, official_id, enterprise_id, raised_on AS "on", transfers AS observed, 3 AS limit_, [problem] AS evidence
FROM raised WHERE transfers >= 3;
INSERT INTO finding BY NAME
SELECT 'passed-around' AS rule, 'flagged' AS verdict, department_id, handler_id AS official_id, enterprise_id, received_on AS "on", transfers AS observed, 3 AS limit_,
       ['appeals:' || appeal_id] AS evidence
FROM appeals WHERE transfers >= 3;

CREATE TABLE poor AS
SELECT rating_id, department_id, handler_id, enterprise_id, rated_on, contacted_on, rectified_on, ['ratings:' || rating_id] AS evidence
FROM ratings
WHERE real_name AND grade <= 2 AND upheld_mistaken IS NOT TRUE;
INSERT INTO finding BY NAME
SELECT CASE d.n WHEN 1 THEN 'poor-rating-uncontacted' ELSE 'poor-rating-unrectified' END AS rule, 'flagged' AS verdict, r.department_id, r.handler_id AS official_id,
       r.enterprise_id, d.due_on + 1 AS "on", CASE d.n WHEN 1 THEN r.contacted_on ELSE r.rectified_on END AS observed, d.due_on AS limit_, r.evidence
FROM poor AS r
JOIN due AS d ON d.day = r.rated_on AND d.n IN (1, 5) AND coalesce(CASE d.n WHEN 1 THEN r.contacted_on ELSE r.rectified_on END, judged_on()) > d.due_on;
INSERT INTO judged
SELECT rule, done + (SELECT count(*) FROM finding AS f WHERE f.rule = k.rule AND f.observed IS NULL)
FROM (SELECT unnest(['poor-rating-uncontacted', 'poor-rating-unrectified']) AS rule, unnest([count(contacted_on), count(rectified_on)]) AS done FROM poor) AS k;

CREATE TABLE tended AS
SELECT l.official_id, l.department_id, l.enterprise_id, l.since, l.last_day, l.liaison,
       count(v.visit_id) FILTER (recent) AS visits, list('visits:' || v.visit_id) FILTER (recent) AS seen_at, coalesce(bool_or(recent AND v.enterprise_confirmed), FALSE) AS confirmed,
       min('visits:' || v.visit_id) FILTER (recent AND v.enterprise_confirmed IS NULL) AS unanswered, max(v.visited_on) FILTER (v.enterprise_confirmed IS NOT FALSE) AS undenied_on
FROM (SELECT official_id, o.department_id, l.enterprise_id, l.since, concat('liaisons:', official_id, '/', l.enterprise_id, '/', l.since) AS liaison,
             least(judged_on(), CASE WHEN count(l.until) = count(*) THEN max(l.until) END) AS last_day
      FROM liaisons AS l JOIN (FROM desk WHERE leader) AS o USING (official_id)
      WHERE l.since <= judged_on()
      GROUP BY ALL) AS l
LEFT JOIN (SELECT visit_id, official_id, enterprise_id, visited_on, enterprise_confirmed FROM visits) AS v
  ON v.official_id = l.official_id AND v.enterprise_id = l.enterprise_id AND v.visited_on <= l.last_day
CROSS JOIN LATERAL (SELECT l.last_day - v.visited_on <= 182 AS recent) AS r
WHERE l.last_day - l.since >= 182
GROUP BY l.official_id, l.department_id, l.enterprise_id, l.since, l.last_day, l.liaison;
INSERT INTO judged SELECT 'liaison-nominal', count(*) FROM tended;
INSERT INTO finding BY NAME
SELECT 'liaison-nominal' AS rule, CASE WHEN unanswered IS NULL THEN 'flagged' ELSE 'undetermined' END AS verdict, department_id, official_id, enterprise_id,
       CASE WHEN unanswered IS NULL THEN greatest(since + 182, undenied_on + 183) ELSE last_day END AS "on", visits AS observed, 1 AS limit_,
       list_sort(list_concat([liaison], seen_at)) AS evidence, unanswered || '.enterprise_confirmed' AS missing
FROM tended
WHERE NOT confirmed;

CREATE TABLE trained AS
SELECT o.official_id, o.department_id, y.ends, concat('officials:', o.official_id) AS official, t.official_id IS NOT NULL AS attended
FROM officials AS o
JOIN (SELECT year(day) AS year, min(day) AS begins, max(day) AS ends FROM calendar
      WHERE year(day) >= (SELECT year(min(held_on)) FROM trainings) AND year(day) < year(judged_on()) GROUP BY year(day)) AS y
  ON coalesce(o.since, y.begins) <= y.begins AND coalesce(o.until, y.ends) >= y.ends
LEFT JOIN (SELECT DISTINCT official_id, kind, year(held_on) AS year FROM trainings) AS t
  ON t.official_id = o.official_id AND t.year = y.year AND t.kind = CASE WHEN o.leader THEN 'leaders' ELSE 'staff' END;
INSERT INTO judged SELECT 'training-missing', count(*) FROM trained;
INSERT INTO finding BY NAME
SELECT 'training-missing' AS rule, 'flagged' AS verdict, department_id, official_id, ends + 1 AS "on", [official] AS evidence FROM trained WHERE NOT attended;

INSERT INTO judged SELECT 'report-handled-by-reported', count(*) FROM reports;
INSERT INTO finding BY NAME
WITH kin AS (
  SELECT official_id AS one, person_id AS other, kinship FROM whose WHERE kinship IS NOT NULL
  UNION ALL
  SELECT person_id, official_id, kinship FROM whose WHERE kinship IS NOT NULL
)
SELECT 'report-handled-by-reported' AS rule, CASE WHEN handler_id IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, about_official_id AS official_id,
       enterprise_id, received_on AS "on", CASE WHEN kinship IS NULL THEN [report] ELSE [report, kinship] END AS evidence,
       CASE WHEN handler_id IS NULL THEN report || '.handler_id' END AS missing
FROM (SELECT 'reports:' || r.report_id AS report, r.handler_id, r.about_official_id, r.enterprise_id, r.received_on, o.department_id, min(k.kinship) AS kinship
      FROM reports AS r
      JOIN desk AS o ON o.official_id = r.about_official_id
      LEFT JOIN kin AS k ON k.one = r.about_official_id AND k.other = r.handler_id
      GROUP BY ALL)
WHERE handler_id IS NULL OR handler_id = about_official_id OR kinship IS NOT NULL;
