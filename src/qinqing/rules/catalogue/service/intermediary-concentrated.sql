-- rule: intermediary-concentrated
-- title: {zh: 一人经办的事总找同一家中介, en: One handler's cases keep going to one intermediary}
-- norms: [no-steering-of-business]
-- kind: pattern
-- level: red
-- custody: bureau
-- one_per: [officials.department_id]
-- judged: {zh: 一名经办人与一家中介, en: one handler and one intermediary}
-- day: {zh: 不用数值；检验的方法见 test, en: 'none: how it is tested stands in the slot test'}
-- values: []
-- tables: [applications, intermediary_services, officials]
-- without: []
-- test:
--   compares: {concentrated: odds}
--   alternative: greater
--   together: alone
--   fewest: {own: 10, like: 20, pair: 5}
--   level: 0.05
--   planted: {own: 40, like: 150, concentrated: 8.0}
-- says:
--   concentrated:
--     zh: '{post}（{official_id}）经办、用了中介的 {cases} 件中，{mean}% 找的是{enterprise}；同事经办的同类 {like_cases} 件中为 {like_mean}%，比值 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: 'Of the {cases} services in applications handled by the {post} ({official_id}), {mean}% were given by {enterprise}; of the {like_cases} like ones in colleagues'' cases, {like_mean}%: odds ratio {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}), to be verified.'
--   too-few:
--     zh: '{post}（{official_id}）经办、用了中介的只有 {cases} 件可比（同事 {like_cases} 件），太少，无法判定是否集中到{enterprise}；依据中附类案对照表。'
--     en: 'Only {cases} services in applications handled by the {post} ({official_id}) compare with colleagues'' ({like_cases}): too few to tell whether they concentrate on {enterprise}. The evidence lists like cases for comparison.'
-- explains:
--   zh: 同一单位、同一种中介服务、同一年里，一名经办人的申请用某家中介的比例，与同事经办的相比。一对（经办人与中介）满五件才检验；其余的对也计入检验的总数，免得因为查得多而碰巧报警。
--   en: Within department, kind of service and year, the share of one handler's cases that go to one intermediary is compared with colleagues'. Pairs of five cases or more are tested; all other pairs count among those tried, so that searching many raises no alarm by chance.
-- blind:
--   zh: 看不到是谁介绍的，也看不到价格和质量；一人专管某一片、附近只有一家中介的，看上去也集中。没有关联申请的服务不算。
--   en: Who recommended whom, prices and quality it does not see. A handler in charge of a place with one intermediary nearby looks the same. Services without an application are left out.
-- source: [优化营商环境条例（国务院令第722号）第四十三条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {applications: [intermediary_services.application_id], officials: [applications.handler_id = official_id]}
-- stored: {work: [intermediary_services.service_id]}
WITH work AS (
  SELECT s.service_id, o.department_id, a.handler_id, s.intermediary_id AS firm_id, s.kind || '/' || CAST(year(s.engaged_on) AS VARCHAR) AS stratum,
         s.engaged_on AS done_on, ref('intermediary_services', s) AS example
  FROM intermediary_services AS s
  JOIN applications AS a ON a.application_id = s.application_id
  JOIN officials AS o ON o.official_id = a.handler_id
), part AS (  -- how often which handler's cases went to which firm
  SELECT department_id, handler_id, firm_id, stratum, count(*) AS cases, max(done_on) AS last_on, min(example) AS example
  FROM work
  GROUP BY department_id, handler_id, firm_id, stratum
), handler AS (
  SELECT department_id, handler_id, stratum, sum(cases) AS cases, max(last_on) AS last_on, min(example) AS first_example, max(example) AS last_example
  FROM part
  GROUP BY department_id, handler_id, stratum
), firm AS (
  SELECT department_id, firm_id, stratum, sum(cases) AS cases, min(example) AS first_example, max(example) AS last_example
  FROM part
  GROUP BY department_id, firm_id, stratum
), everybody AS (
  SELECT department_id, stratum, sum(cases) AS cases, min(example) AS first_example, max(example) AS last_example
  FROM part
  GROUP BY department_id, stratum
), tried AS (  -- every handler beside every firm, as far as their totals could make a pair
  SELECT h.department_id, h.handler_id, f.firm_id, h.last_on, coalesce(p.cases, 0) AS cases
  FROM (SELECT department_id, handler_id, max(last_on) AS last_on FROM handler
        GROUP BY department_id, handler_id HAVING sum(cases) >= fewest('pair')) AS h
  JOIN (SELECT department_id, firm_id FROM firm GROUP BY department_id, firm_id HAVING sum(cases) >= fewest('pair')) AS f
    ON f.department_id = h.department_id
  LEFT JOIN (SELECT handler_id, firm_id, sum(cases) AS cases FROM part GROUP BY handler_id, firm_id) AS p
    ON p.handler_id = h.handler_id AND p.firm_id = f.firm_id
), beside AS (  -- of every pair tested, per stratum: to the firm and in all, the handler's and everybody's
  SELECT t.department_id, t.handler_id, t.firm_id, h.stratum, h.last_on, coalesce(p.cases, 0) AS own_firm, h.cases AS own_all,
         coalesce(f.cases, 0) AS every_firm, e.cases AS every_all, p.example AS own_example,
         -- a case is an example of its own kind only: of the first and the last one, whichever is of no other kind
         CASE WHEN h.first_example = p.example THEN h.last_example ELSE h.first_example END AS own_other_example,
         CASE WHEN f.first_example = p.example THEN f.last_example ELSE f.first_example END AS firm_example,
         CASE WHEN e.last_example <> h.last_example AND e.last_example <> coalesce(f.last_example, '') THEN e.last_example
              WHEN e.first_example <> h.first_example AND e.first_example <> coalesce(f.first_example, '') THEN e.first_example END AS like_example
  FROM tried AS t
  JOIN handler AS h ON h.handler_id = t.handler_id
  JOIN everybody AS e ON e.department_id = t.department_id AND e.stratum = h.stratum
  LEFT JOIN part AS p ON p.handler_id = t.handler_id AND p.firm_id = t.firm_id AND p.stratum = h.stratum
  LEFT JOIN firm AS f ON f.department_id = t.department_id AND f.firm_id = t.firm_id AND f.stratum = h.stratum
  WHERE t.cases >= fewest('pair')
)
-- four cells of a pair and stratum: the handler's cases and everybody else's, to the firm (1) and to others (0); else is everybody less the handler
SELECT department_id AS pool, handler_id || '/' || firm_id AS unit, s.side, stratum, s.value,
       CASE WHEN s.side = 'own' AND s.value = 1 THEN own_firm
            WHEN s.side = 'own' THEN own_all - own_firm
            WHEN s.value = 1 THEN every_firm - own_firm
            ELSE every_all - own_all - (every_firm - own_firm) END AS cases,
       last_on AS "on", CASE WHEN s.side = 'own' AND s.value = 1 THEN own_example WHEN s.side = 'own' THEN own_other_example
                           WHEN s.value = 1 THEN firm_example ELSE like_example END AS example,
       department_id, handler_id AS official_id, firm_id AS enterprise_id
FROM beside
CROSS JOIN (VALUES ('own', 1), ('own', 0), ('like', 1), ('like', 0)) AS s(side, value)
UNION ALL
SELECT department_id, handler_id || '/' || firm_id, 'untold', '', 0, 0, last_on, NULL, department_id, handler_id, firm_id
FROM tried
WHERE cases < fewest('pair')
