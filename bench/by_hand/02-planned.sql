-- Planned visits, the larger half of all, are kept once for both questions about them.
CREATE TABLE planned AS
SELECT inspection_id, department_id, enterprise_id, project_id, item, county(started_at) AS started_at
FROM inspections
WHERE basis = 'plan';

INSERT INTO judged SELECT 'inspection-unmerged', count(*) - count(DISTINCT (department_id, enterprise_id, project_id)) FROM planned;
INSERT INTO finding BY NAME
SELECT 'inspection-unmerged' AS rule, 'flagged' AS verdict, department_id, enterprise_id, day AS "on", day - before_on AS observed, 30 AS limit_,
       ['inspections:' || before, 'inspections:' || inspection_id] AS evidence
FROM (SELECT department_id, enterprise_id, inspection_id, CAST(started_at AS DATE) AS day,
             lag(CAST(started_at AS DATE)) OVER w AS before_on, lag(inspection_id) OVER w AS before
      FROM planned
      WINDOW w AS (PARTITION BY department_id, enterprise_id, project_id ORDER BY started_at, inspection_id))
WHERE day - before_on <= 30;

-- The cap that fits is found once for each kind of visit, of which there are few; visits are listed only where it is passed.
CREATE TABLE classed AS
SELECT p.inspection_id, p.department_id, p.enterprise_id, p.item, e.credit_class, CAST(p.started_at AS DATE) AS day
FROM planned AS p
JOIN enterprises AS e ON e.enterprise_id = p.enterprise_id;
CREATE TABLE fitting AS
SELECT k.department_id, k.year, k.item, k.credit_class, c.cap, c.item AS cap_item, c.credit_class AS cap_class,
       dense_rank() OVER (ORDER BY k.department_id, k.year, c.item, c.credit_class) AS cap_no
FROM (SELECT department_id, year(day) AS year, item, credit_class FROM classed GROUP BY ALL) AS k
LEFT JOIN inspection_caps AS c ON c.department_id = k.department_id AND c.year = k.year
 AND (c.item = k.item OR c.item IS NULL) AND (c.credit_class = k.credit_class OR c.credit_class IS NULL)
QUALIFY row_number() OVER (PARTITION BY k.department_id, k.year, k.item, k.credit_class
                           ORDER BY c.item IS NULL, c.credit_class IS NULL, c.cap DESC) = 1;
CREATE TABLE counted AS
SELECT f.cap_no, v.enterprise_id, any_value(f.department_id) AS department_id, any_value(f.year) AS year, any_value(f.cap) AS cap,
       any_value(f.cap_item) AS cap_item, any_value(f.cap_class) AS cap_class, count(*) AS visits, max(v.day) AS last_day
FROM classed AS v
JOIN fitting AS f ON f.department_id = v.department_id AND f.year = year(v.day) AND f.item IS NOT DISTINCT FROM v.item
 AND f.credit_class IS NOT DISTINCT FROM v.credit_class
GROUP BY f.cap_no, v.enterprise_id;
CREATE TABLE capped AS  -- a cap passed by most; else a missing one
SELECT department_id, enterprise_id, year, cap_no, cap, cap_item, cap_class, visits, last_day
FROM counted
WHERE cap IS NULL OR visits > cap
QUALIFY row_number() OVER (PARTITION BY department_id, enterprise_id, year
                           ORDER BY cap IS NULL, visits - greatest(cap, 0) DESC, cap_item, cap_class) = 1;
CREATE TABLE listed AS
SELECT c.*, v.inspection_id, v.day
FROM capped AS c
JOIN classed AS v ON v.department_id = c.department_id AND v.enterprise_id = c.enterprise_id AND year(v.day) = c.year
JOIN fitting AS f ON f.department_id = v.department_id AND f.year = year(v.day) AND f.item IS NOT DISTINCT FROM v.item
 AND f.credit_class IS NOT DISTINCT FROM v.credit_class AND f.cap_no = c.cap_no;

INSERT INTO judged SELECT 'inspection-over-cap', count(DISTINCT (department_id, enterprise_id, year)) FROM counted;
INSERT INTO finding BY NAME
SELECT 'inspection-over-cap' AS rule, 'flagged' AS verdict, department_id, enterprise_id, list_sort(list(day))[greatest(cap, 0) + 1] AS "on",
       visits AS observed, cap AS limit_,
       list_sort(list('inspections:' || inspection_id)
                 || ['inspection_caps:' || concat_ws('/', department_id, year, cap)]) AS evidence
FROM listed
WHERE cap IS NOT NULL
GROUP BY department_id, enterprise_id, year, cap, cap_item, cap_class, visits;
INSERT INTO finding BY NAME
SELECT 'inspection-over-cap' AS rule, 'undetermined' AS verdict, department_id, CASE WHEN min(enterprise_id) = max(enterprise_id) THEN min(enterprise_id) END AS enterprise_id,
       min(last_day) AS "on", CASE WHEN min(visits) = max(visits) THEN min(visits) END AS observed,
       min('inspections:' || inspection_id, 20) AS evidence
FROM listed
WHERE cap IS NULL
GROUP BY department_id, year;
