-- What departments did to which firms, once: inspections, and penalty cases that did not grow out of one.
CREATE TABLE visit AS
SELECT i.department_id, f.firm_no, day_of(i.started_at) AS acted_on, i.inspection_id
FROM inspections AS i JOIN firm AS f USING (enterprise_id)
WHERE i.basis <> 'requested';
CREATE TABLE case_filed AS
SELECT p.department_id, f.firm_no, p.filed_on AS acted_on, 'penalties:' || p.penalty_id AS example
FROM penalties AS p JOIN firm AS f USING (enterprise_id)
ANTI JOIN visit AS v ON v.department_id = p.department_id AND v.firm_no = f.firm_no AND v.acted_on BETWEEN p.filed_on - 90 AND p.filed_on;
CREATE VIEW act AS
SELECT department_id, firm_no, acted_on, 'inspections:' || inspection_id AS example FROM visit
UNION ALL
FROM case_filed;
CREATE TABLE told AS
WITH voice AS (
  SELECT department_id, enterprise_id, received_on AS spoke_on FROM appeals
  UNION ALL
  SELECT department_id, enterprise_id, rated_on FROM ratings WHERE real_name AND enterprise_id IS NOT NULL AND grade <= 2
  UNION ALL
  SELECT o.department_id, r.enterprise_id, r.received_on FROM reports AS r JOIN desk AS o ON o.official_id = r.about_official_id WHERE r.enterprise_id IS NOT NULL
), spoken AS (
  SELECT department_id, enterprise_id, spoke_on, lag(spoke_on) OVER (PARTITION BY department_id, enterprise_id ORDER BY spoke_on) AS before FROM voice
), first_voice AS (
  SELECT s.department_id, n.firm_no, coalesce(n.size, '') AS size, s.spoke_on, (judged_on() - s.spoke_on) // 90 AS period
  FROM spoken AS s JOIN firm AS n USING (enterprise_id)
  WHERE s.spoke_on + 90 <= judged_on() AND s.spoke_on - 90 >= (SELECT min(acted_on) FROM act) AND (s.before IS NULL OR s.spoke_on - s.before > 180)
)
SELECT v.department_id, v.firm_no, v.size, v.spoke_on, v.period, count(*) FILTER (a.acted_on >= v.spoke_on - 90 AND a.acted_on < v.spoke_on) AS acts_before,
       count(*) FILTER (a.acted_on > v.spoke_on) AS acts_after, count(*) FILTER (a.acted_on < v.spoke_on) AS known, min(a.example) FILTER (a.acted_on > v.spoke_on) AS example
FROM first_voice AS v
LEFT JOIN act AS a ON a.department_id = v.department_id AND a.firm_no = v.firm_no AND a.acted_on <= v.spoke_on + 90
GROUP BY v.department_id, v.firm_no, v.size, v.spoke_on, v.period;

-- Of each department, firms by size and by the period they became known in: those known earlier are a running sum.
CREATE TABLE seen_in AS SELECT department_id, firm_no, (judged_on() - acted_on) // 90 AS period, count(*) AS acts, min(example) AS example FROM act
WHERE department_id IN (SELECT department_id FROM told) GROUP BY ALL;
CREATE TABLE known AS SELECT s.department_id, firm_no, coalesce(f.size, '') AS size, max(s.period) AS since FROM seen_in AS s JOIN firm AS f USING (firm_no) GROUP BY s.department_id, firm_no, f.size;
CREATE TABLE watched AS
WITH span AS (SELECT department_id, period FROM told UNION SELECT department_id, period - 1 FROM told), firms AS (
  SELECT department_id, size, since, count(*) AS firms FROM known GROUP BY ALL
), acts AS (
  SELECT s.department_id, k.size, s.period, sum(s.acts) AS acts, min(s.example) AS example
  FROM seen_in AS s JOIN known AS k ON k.department_id = s.department_id AND k.firm_no = s.firm_no AND s.period < k.since
  GROUP BY ALL
)
SELECT p.department_id, f.size, p.period, sum(f.firms) AS firms, coalesce(any_value(a.acts), 0) AS acts, any_value(a.example) AS example
FROM span AS p
JOIN firms AS f ON f.department_id = p.department_id AND p.period < f.since
LEFT JOIN acts AS a ON a.department_id = p.department_id AND a.size = f.size AND a.period = p.period
GROUP BY p.department_id, f.size, p.period;

INSERT INTO cell BY NAME
WITH unit AS (
  SELECT department_id, max(spoke_on) AS "on", sum(acts_after) >= 5 AS enough, CASE WHEN count(DISTINCT firm_no) < 5 THEN 'firms:' || department_id END AS missing
  FROM told GROUP BY department_id
), side AS (
  SELECT 'matched' AS comparison, department_id, 'own' AS side, concat(size, '/', period) AS stratum, acts_after AS acts, 90 AS days, example FROM told WHERE known > 0
  UNION ALL
  SELECT 'matched', department_id, 'like', concat(size, '/', period + l.later), acts, firms * 90, example FROM watched CROSS JOIN (VALUES (0), (1)) AS l(later)
  UNION ALL
  SELECT 'before', department_id, s.side, '', CASE s.side WHEN 'own' THEN acts_after ELSE acts_before END, 90, example FROM told CROSS JOIN (VALUES ('own'), ('like')) AS s(side)
)
SELECT 'retaliation' AS rule, c.comparison, department_id AS pool, department_id AS unit, c.stratum, CASE WHEN u.missing IS NULL AND NOT u.enough THEN 'untold' ELSE c.side END AS side,
       CASE WHEN u.missing IS NULL THEN 0 END AS value, u.missing, sum(c.acts) AS cases, sum(c.days) AS days, u."on", min(c.example) AS example
FROM side AS c JOIN unit AS u USING (department_id)
GROUP BY c.comparison, department_id, c.side, c.stratum, u.missing, u.enough, u."on";
DROP TABLE visit CASCADE;
DROP TABLE seen_in;
DROP TABLE known;
