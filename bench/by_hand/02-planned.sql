-- Planned visits, the larger half of all, are kept once for both questions about them.
CREATE TABLE planned AS
SELECT i.inspection_id, i.department_id, f.firm_no, i.project_id, i.item, f.credit_class, county(i.started_at) AS started_at
FROM inspections AS i
JOIN firm AS f USING (enterprise_id)
WHERE i.basis = 'plan';

CREATE TABLE apart AS  -- the day of the one before, with its number only where both lie near
SELECT inspection_id, department_id, firm_no, CAST(started_at AS DATE) AS day, lag(CAST(started_at AS DATE)) OVER w AS before_on,
       lag(inspection_id) OVER w AS before
FROM planned
WINDOW w AS (PARTITION BY firm_no, department_id, project_id ORDER BY started_at, inspection_id)
QUALIFY before_on IS NOT NULL AND CAST(started_at AS DATE) - before_on <= 30;
INSERT INTO judged
SELECT 'inspection-unmerged', sum(visits - 1) FROM (SELECT count(*) AS visits FROM planned GROUP BY firm_no, department_id, project_id);
INSERT INTO finding BY NAME
SELECT 'inspection-unmerged' AS rule, 'flagged' AS verdict, a.department_id, f.enterprise_id, a.day AS "on", a.day - a.before_on AS observed, 30 AS limit_,
       ['inspections:' || a.before, 'inspections:' || a.inspection_id] AS evidence
FROM apart AS a
JOIN firm AS f USING (firm_no);

-- The cap that fits is found once for each kind of visit, of which there are few; visits are listed only where it is passed.
CREATE TABLE fitting AS
SELECT k.department_id, k.year, k.item, k.credit_class, c.cap, c.item AS cap_item, c.credit_class AS cap_class,
       CAST(dense_rank() OVER (ORDER BY k.department_id, k.year, c.item, c.credit_class) AS INT) AS cap_no
FROM (SELECT department_id, year(started_at) AS year, item, credit_class FROM planned GROUP BY ALL) AS k
LEFT JOIN inspection_caps AS c ON c.department_id = k.department_id AND c.year = k.year
 AND (c.item = k.item OR c.item IS NULL) AND (c.credit_class = k.credit_class OR c.credit_class IS NULL)
QUALIFY row_number() OVER (PARTITION BY k.department_id, k.year, k.item, k.credit_class
                           ORDER BY c.item IS NULL, c.credit_class IS NULL, c.cap DESC) = 1;
CREATE VIEW fitted AS
SELECT v.inspection_id, v.firm_no, CAST(v.started_at AS DATE) AS day, f.cap_no
FROM planned AS v
JOIN fitting AS f ON f.department_id = v.department_id AND f.year = year(v.started_at) AND f.item IS NOT DISTINCT FROM v.item
 AND f.credit_class IS NOT DISTINCT FROM v.credit_class;
CREATE TABLE cap AS SELECT DISTINCT cap_no, department_id, year, cap, cap_item, cap_class FROM fitting;
CREATE TABLE counted AS SELECT cap_no, firm_no, count(*) AS visits, max(day) AS last_day FROM fitted GROUP BY cap_no, firm_no;
CREATE TABLE capped AS  -- a cap passed by most; else a missing one
SELECT c.firm_no, c.cap_no, c.visits, c.last_day, p.department_id, p.year, p.cap
FROM counted AS c
JOIN cap AS p USING (cap_no)
WHERE p.cap IS NULL OR c.visits > p.cap
QUALIFY row_number() OVER (PARTITION BY p.department_id, c.firm_no, p.year
                           ORDER BY p.cap IS NULL, c.visits - greatest(p.cap, 0) DESC, p.cap_item, p.cap_class) = 1;
CREATE TABLE listed AS SELECT c.*, v.inspection_id, v.day FROM capped AS c JOIN fitted AS v USING (cap_no, firm_no);

INSERT INTO judged
SELECT 'inspection-over-cap', count(*) FROM (SELECT p.department_id, p.year, c.firm_no FROM counted AS c JOIN cap AS p USING (cap_no) GROUP BY ALL);
INSERT INTO finding BY NAME
SELECT 'inspection-over-cap' AS rule, 'flagged' AS verdict, l.department_id, f.enterprise_id, list_sort(list(l.day))[greatest(l.cap, 0) + 1] AS "on",
       l.visits AS observed, l.cap AS limit_,
       list_sort(list('inspections:' || l.inspection_id) || ['inspection_caps:' || concat_ws('/', l.department_id, l.year, l.cap)]) AS evidence
FROM listed AS l
JOIN firm AS f USING (firm_no)
WHERE l.cap IS NOT NULL
GROUP BY l.department_id, f.enterprise_id, l.year, l.cap, l.visits;
INSERT INTO finding BY NAME
SELECT 'inspection-over-cap' AS rule, 'undetermined' AS verdict, l.department_id, CASE WHEN min(f.enterprise_id) = max(f.enterprise_id) THEN min(f.enterprise_id) END AS enterprise_id,
       min(l.last_day) AS "on", CASE WHEN min(l.visits) = max(l.visits) THEN min(l.visits) END AS observed, min('inspections:' || l.inspection_id, 20) AS evidence
FROM listed AS l
JOIN firm AS f USING (firm_no)
WHERE l.cap IS NULL
GROUP BY l.department_id, l.year;
DROP TABLE planned CASCADE;
DROP TABLE counted;
DROP TABLE listed;
