-- What the tests of pattern rules are fed with: cases counted by side, stratum and value. The tests themselves are no SQL.
-- `untold`: how many units more were tested than are listed.
CREATE TABLE cell (rule VARCHAR, comparison VARCHAR, pool VARCHAR, unit VARCHAR, side VARCHAR, stratum VARCHAR, value BIGINT, cases BIGINT, days BIGINT,
                   amount DECIMAL(38, 2), "on" DATE, example VARCHAR, missing VARCHAR);
CREATE TABLE untold (rule VARCHAR, units BIGINT);

-- Of cases counted by department, kind of firm, stratum and value: each group beside those it is compared with.
CREATE MACRO contrasted(counted) AS TABLE
WITH home AS (
  SELECT department_id, city FROM query_table(counted) WHERE city IS NOT NULL GROUP BY department_id, city
  QUALIFY row_number() OVER (PARTITION BY department_id ORDER BY sum(cases) DESC, city) = 1
), sided AS (
  SELECT c.*, k.kind, CASE k.kind WHEN 'outside' THEN CASE WHEN c.city <> h.city THEN 'own' WHEN c.city = h.city THEN 'like' END
                                  WHEN 'small' THEN CASE WHEN c.size IN ('small', 'micro') THEN 'own' WHEN c.size IN ('large', 'medium') THEN 'like' END
                                  ELSE CASE c.ownership WHEN k.kind THEN 'own' WHEN 'state' THEN 'like' END END AS side
  FROM query_table(counted) AS c
  LEFT JOIN home AS h USING (department_id)
  CROSS JOIN (VALUES ('private'), ('foreign'), ('individual'), ('outside'), ('small')) AS k(kind)
)
SELECT comparison, department_id || '/' || kind AS unit, side, stratum, value, missing, sum(cases) AS cases, max("on") AS "on", min(example) AS example
FROM sided
WHERE side IS NOT NULL
GROUP BY ALL;

CREATE TABLE paused AS
SELECT a.application_id, sum(greatest(0, e.workday_no - s.workday_no)) AS workdays
FROM (SELECT application_id, ended_on,
             greatest(started_on, coalesce(max(ended_on) OVER (PARTITION BY application_id ORDER BY started_on, ended_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                                           started_on)) AS started_on
      FROM pauses) AS p
JOIN filed AS a ON a.application_id = p.application_id AND a.decided_on IS NOT NULL
JOIN calendar AS s ON s.day = least(p.started_on, a.decided_on)
JOIN calendar AS e ON e.day = least(coalesce(p.ended_on, a.decided_on), a.decided_on)
GROUP BY a.application_id;
CREATE TABLE worked AS
SELECT a.application_id, a.enterprise_id, a.department_id, a.handler_id, a.item, year(a.received_on) AS year, a.decided_on, a.outcome,
       e.workday_no - s.workday_no - coalesce(p.workdays, 0) AS workdays
FROM filed AS a
JOIN calendar AS s ON s.day = a.received_on
JOIN calendar AS e ON e.day = a.decided_on
LEFT JOIN paused AS p USING (application_id);

CREATE TABLE decided AS
SELECT c.comparison, department_id, stratum, ownership, size, city, CASE c.comparison WHEN 'days' THEN workdays ELSE CAST(refused AS INT) END AS value, NULL AS missing,
       sum(cases) AS cases, max("on") AS "on", min(example) AS example
FROM (SELECT w.department_id, concat(w.item, '/', w.year) AS stratum, f.ownership, f.size, f.city, w.outcome = 'refused' AS refused, w.workdays,
             count(*) AS cases, max(w.decided_on) AS "on", 'applications:' || min(w.application_id) AS example
      FROM worked AS w JOIN firm AS f USING (enterprise_id)
      WHERE w.outcome IN ('granted', 'refused')
      GROUP BY ALL)
CROSS JOIN (VALUES ('refused'), ('days')) AS c(comparison)
GROUP BY ALL;
INSERT INTO cell BY NAME SELECT 'approval-parity' AS rule, unit AS pool, * FROM contrasted('decided');

INSERT INTO cell BY NAME
WITH done AS (
  SELECT o.department_id, w.handler_id, concat(w.department_id, '/', w.item, '/', w.year) AS stratum, w.workdays, count(*) AS cases, max(w.decided_on) AS "on",
         'applications:' || min(w.application_id) AS example
  FROM worked AS w JOIN desk AS o ON o.official_id = w.handler_id
  WHERE w.outcome IS DISTINCT FROM 'withdrawn'
  GROUP BY ALL
)
SELECT 'slow-walking' AS rule, department_id AS pool, handler_id AS unit, CASE WHEN grouping(handler_id) = 1 THEN 'all' ELSE 'own' END AS side, stratum, workdays AS value,
       sum(cases) AS cases, max("on") AS "on", min(example) AS example
FROM done
GROUP BY GROUPING SETS ((department_id, handler_id, stratum, workdays), (department_id, stratum, workdays));

CREATE TABLE payout AS
SELECT NULL AS comparison, e.department_id, e.policy_id AS stratum, f.ownership, f.size, f.city,
       CASE WHEN e.paid_on <= e.due_on AND coalesce(e.paid_cny, 0) >= e.amount_cny THEN 0 ELSE 1 END AS value, NULL AS missing,
       count(*) AS cases, max(e.due_on) AS "on", min(e.entitlement) AS example
FROM entitled AS e JOIN firm AS f USING (enterprise_id)
WHERE e.due_on < judged_on() AND e.department_id IS NOT NULL
GROUP BY ALL;
INSERT INTO cell BY NAME SELECT 'payout-parity' AS rule, unit AS pool, * FROM contrasted('payout');

CREATE TABLE violated AS
SELECT inspection_id, department_id, enterprise_id, concat(violation, '/', year(found_on)) AS stratum, found_on, penalised
FROM (SELECT i.inspection_id, i.department_id, i.enterprise_id, coalesce(i.violation, '') AS violation, day_of(i.started_at) AS found_on, count(p.filed_on) > 0 AS penalised
      FROM (FROM inspections WHERE result = 'violation' AND day_of(started_at) + 90 < judged_on()) AS i
      LEFT JOIN penalties AS p ON p.enterprise_id = i.enterprise_id AND p.department_id = i.department_id AND coalesce(p.violation, '') = coalesce(i.violation, '')
       AND p.filed_on BETWEEN day_of(i.started_at) AND day_of(i.started_at) + 90
      GROUP BY ALL);
CREATE TABLE enforced AS
SELECT 'group' AS comparison, v.department_id, v.stratum, f.ownership, f.size, f.city, CAST(v.penalised AS INT) AS value, NULL AS missing,
       count(*) AS cases, max(v.found_on) AS "on", 'inspections:' || min(v.inspection_id) AS example
FROM violated AS v JOIN firm AS f USING (enterprise_id)
GROUP BY ALL;
INSERT INTO cell BY NAME SELECT 'selective-enforcement' AS rule, unit AS pool, * FROM contrasted('enforced');
INSERT INTO cell BY NAME
SELECT 'selective-enforcement' AS rule, 'official' AS comparison, v.department_id AS pool, v.department_id || '/' || i.official_id AS unit, 'own' AS side, v.stratum,
       CAST(v.penalised AS INT) AS value, count(*) AS cases, max(v.found_on) AS "on", 'inspections:' || min(v.inspection_id) AS example
FROM violated AS v JOIN inspectors AS i USING (inspection_id)
GROUP BY v.department_id, i.official_id, v.stratum, v.penalised
UNION ALL BY NAME
SELECT 'selective-enforcement' AS rule, 'official' AS comparison, department_id AS pool, 'all' AS side, stratum, CAST(penalised AS INT) AS value, count(*) AS cases,
       max(found_on) AS "on", 'inspections:' || min(inspection_id) AS example
FROM violated
GROUP BY department_id, stratum, penalised;

INSERT INTO cell BY NAME  -- four years by quarters, the last four of them its own
WITH eve AS (SELECT judged_on() - 4 * 365 AS day, (SELECT min(filed_on) FROM penalties) > judged_on() - 4 * 365 + 1 AS short), fined AS (
  SELECT p.department_id, (p.decided_on - e.day - 1) * 12 // (3 * 365) - 12 AS period, e.short, count(*) AS cases, sum(p.amount_cny) AS amount,
         max(p.decided_on) AS "on", min(p.decided_on) AS first_on, 'penalties:' || min(p.penalty_id) AS example
  FROM penalties AS p CROSS JOIN eve AS e
  WHERE p.kind = 'fine' AND p.decided_on > e.day
  GROUP BY ALL
)
SELECT 'income-surge' AS rule, department_id AS pool, department_id AS unit, CASE WHEN period < 0 THEN 'like' ELSE 'own' END AS side, '' AS stratum,
       CASE WHEN NOT short THEN period END AS value, cases, amount, "on", example, CASE WHEN short THEN 'penalties' END AS missing
FROM fined
UNION ALL BY NAME
SELECT 'income-surge' AS rule, department_id AS pool, department_id AS unit, e.side, '' AS stratum, e.period AS value, 0 AS cases, 0 AS amount, min(first_on) AS "on"
FROM fined CROSS JOIN (VALUES ('like', -12), ('own', 3)) AS e(side, period)
WHERE NOT short
GROUP BY department_id, e.side, e.period;

-- Pairs too seldom together ever to be found only add to the number tested: they are counted, not listed.
CREATE TABLE given AS
SELECT 'intermediary-concentrated' AS rule, o.department_id, e.handler_id, e.intermediary_id AS firm_id, concat(e.kind, '/', year(e.engaged_on)) AS stratum,
       count(*) AS cases, max(e.engaged_on) AS "on", min(e.service) AS example
FROM engaged AS e JOIN desk AS o ON o.official_id = e.handler_id
GROUP BY ALL
UNION ALL
SELECT 'equipment-concentrated', o.department_id, e.handler_id, e.supplier_id, CAST(year(e.ordered_on) AS VARCHAR), count(*), max(e.ordered_on), 'equipment_orders:' || min(e.order_id)
FROM equipment_orders AS e JOIN desk AS o ON o.official_id = e.handler_id
GROUP BY ALL;
CREATE TABLE pair AS
SELECT rule, department_id, handler_id, firm_id, max("on") AS "on" FROM given GROUP BY rule, department_id, handler_id, firm_id HAVING sum(cases) >= 5;
CREATE TABLE by_handler AS SELECT rule, department_id, handler_id, stratum, sum(cases) AS cases, max("on") AS "on", min(example) AS example FROM given GROUP BY ALL;
CREATE TABLE by_firm AS SELECT rule, department_id, firm_id, stratum, sum(cases) AS cases, min(example) AS example FROM given GROUP BY ALL;
CREATE TABLE by_all AS SELECT rule, department_id, stratum, sum(cases) AS cases, max(example) AS example FROM given GROUP BY ALL;
INSERT INTO cell BY NAME
SELECT p.rule, p.department_id AS pool, p.handler_id || '/' || p.firm_id AS unit, s.side, h.stratum, s.value,
       CASE s.side WHEN 'own' THEN CASE s.value WHEN 1 THEN coalesce(g.cases, 0) ELSE h.cases - coalesce(g.cases, 0) END
                   ELSE CASE s.value WHEN 1 THEN coalesce(f.cases, 0) - coalesce(g.cases, 0) ELSE a.cases - h.cases - coalesce(f.cases, 0) + coalesce(g.cases, 0) END END AS cases,
       h."on", CASE WHEN s.side = 'own' THEN coalesce(g.example, h.example) WHEN s.value = 1 THEN f.example ELSE a.example END AS example
FROM pair AS p
JOIN by_handler AS h USING (rule, department_id, handler_id)
JOIN by_all AS a USING (rule, department_id, stratum)
LEFT JOIN given AS g ON g.rule = p.rule AND g.handler_id = p.handler_id AND g.firm_id = p.firm_id AND g.stratum = h.stratum
LEFT JOIN by_firm AS f ON f.rule = p.rule AND f.department_id = p.department_id AND f.firm_id = p.firm_id AND f.stratum = h.stratum
CROSS JOIN (VALUES ('own', 1), ('own', 0), ('like', 1), ('like', 0)) AS s(side, value);
INSERT INTO untold
SELECT rule, sum(handlers * firms) - (SELECT count(*) FROM pair AS p WHERE p.rule = h.rule)
FROM (SELECT rule, department_id, count(*) AS handlers FROM (SELECT rule, department_id, handler_id FROM by_handler GROUP BY ALL HAVING sum(cases) >= 5) GROUP BY ALL) AS h
JOIN (SELECT rule, department_id, count(*) AS firms FROM (SELECT rule, department_id, firm_id FROM by_firm GROUP BY ALL HAVING sum(cases) >= 5) GROUP BY ALL) AS f
USING (rule, department_id)
GROUP BY rule;

CREATE TABLE rated AS
SELECT department_id, device, rated_on, grade = 5 AS top, count(*) AS cases, 'ratings:' || min(rating_id) AS example FROM ratings
WHERE upheld_mistaken IS NOT TRUE GROUP BY ALL;
INSERT INTO cell BY NAME
WITH placed AS (
  SELECT 'device' AS comparison, department_id, device AS place, top, sum(cases) AS cases, max(rated_on) AS "on", min(example) AS example
  FROM rated WHERE device IS NOT NULL GROUP BY department_id, device, top
  UNION ALL
  SELECT 'day', department_id, CAST(rated_on AS VARCHAR), top, sum(cases), rated_on, min(example) FROM rated GROUP BY department_id, rated_on, top
)
SELECT 'ratings-clustered' AS rule, comparison, department_id AS pool, department_id AS unit, 'own' AS side, place AS stratum, CAST(top AS INT) AS value, cases, "on", example
FROM placed
QUALIFY sum(cases) OVER (PARTITION BY comparison, department_id, place) >= 10
UNION ALL BY NAME
SELECT 'ratings-clustered' AS rule, c.comparison, department_id AS pool, department_id AS unit, 'like' AS side, '' AS stratum, CAST(top AS INT) AS value,
       sum(cases) AS cases, max(rated_on) AS "on", min(example) AS example
FROM rated CROSS JOIN (VALUES ('device'), ('day')) AS c(comparison)
GROUP BY c.comparison, department_id, top;
DROP TABLE worked;
DROP TABLE violated;
DROP TABLE rated;
