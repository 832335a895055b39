-- rule: approval-parity
-- title: {zh: 同样的申请，结果或快慢因企业出身而不同, en: Like applications end differently by kind of firm}
-- norms: [equal-treatment]
-- kind: pattern
-- level: red
-- custody: bureau
-- one_per: [applications.department_id]
-- judged: {zh: 一个部门对一类企业（民营、外资、个体、外地、小微）的审批, en: 'one department''s decisions on one kind of firm: private, foreign, individual, from elsewhere, small or micro'}
-- day: {zh: 判断之日, en: the day judged}
-- values: [region_city_digits]
-- tables: [applications, enterprises, pauses]
-- without: []
-- test:
--   compares: {refused: odds, days: ranks}
--   alternative: two-sided
--   together: either
--   fewest: {own: 20, like: 20}
--   level: 0.05
--   planted: {own: 300, like: 150, refused: 4.0, days: 0.65}
-- says:
--   refused:
--     zh: '{department}对{group_zh}的申请不予许可的占 {mean}%（{cases} 件），同一事项上{others_zh}为 {like_mean}%（{like_cases} 件），比值 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: '{department} refused {mean}% of the applications of {group_en} ({cases}), and {like_mean}% of those of {others_en} on the same items ({like_cases}): odds ratio {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}), to be verified.'
--   refused-less:
--     zh: '{department}对{group_zh}的申请不予许可的只占 {mean}%（{cases} 件），同一事项上{others_zh}为 {like_mean}%（{like_cases} 件），比值 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: '{department} refused only {mean}% of the applications of {group_en} ({cases}), and {like_mean}% of those of {others_en} on the same items ({like_cases}): odds ratio {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}), to be verified.'
--   days:
--     zh: '{department}办理{group_zh}的申请平均用 {mean} 个工作日（{cases} 件），同一事项上{others_zh}平均 {like_mean} 个（{like_cases} 件）；两类各取一件，前者更慢的可能为 {observed}（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: '{department} took {mean} working days on average for the applications of {group_en} ({cases}), and {like_mean} for those of {others_en} on the same items ({like_cases}). Of one of each, the former is the slower with chance {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}): to be verified.'
--   days-less:
--     zh: '{department}办理{group_zh}的申请平均只用 {mean} 个工作日（{cases} 件），同一事项上{others_zh}平均 {like_mean} 个（{like_cases} 件）；两类各取一件，前者更慢的可能为 {observed}（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: '{department} took only {mean} working days on average for the applications of {group_en} ({cases}), and {like_mean} for those of {others_en} on the same items ({like_cases}). Of one of each, the former is the slower with chance {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}): to be verified.'
--   too-few:
--     zh: '{department}办结的申请中，同一事项上可比的只有{group_zh} {cases} 件、{others_zh} {like_cases} 件，太少，无法判定有无差别；依据中附类案对照表。'
--     en: 'Of the applications decided by {department}, only {cases} of {group_en} and {like_cases} of {others_en} compare on the same items: too few to tell. The evidence lists like cases for comparison.'
--   uncounted:
--     zh: '{department}办结的申请有的跨到没有公布放假安排的年份，工作日无法计算，无法判定快慢有无差别。'
--     en: 'Applications decided by {department} reach into a year without published working days: how long they took cannot be told.'
-- explains:
--   zh: 同一事项、同一年收到的申请，民营、外资、个体与国有比，外地与本地比，小微与大中型比，看不予许可的多少和办理的工作日有没有差别。两头都看：偏严、偏宽都算差别。本地指多数申请企业所在的市（区划代码前四位相同）。撤回的、没办结的不算。
--   en: 'On the same item received in the same year, private, foreign and individual firms are compared with state ones, firms from elsewhere with local ones, small and micro with large and medium: refusals, and working days with lawful pauses taken out. A difference either way counts. Local is the city most applicants are registered in (first four digits of the region code). Withdrawn and open applications are left out.'
-- blind:
--   zh: 看不到材料好坏、申请难易的差别；所有制、规模、注册地没有登记的企业不在任何一类里。规模和所有制按现在的登记。
--   en: Whether papers were good or a case hard it does not see. Firms whose ownership, size or region is not on record belong to no kind; both are read as they are on record now.
-- source: [优化营商环境条例（国务院令第722号）第十条, 民营经济促进法 第十条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {enterprises: [applications.enterprise_id], pauses: [applications.application_id]}
-- stored: {decided: [applications.application_id]}
-- summed: [cities, cells]
WITH pause AS (  -- one after another: where two overlap, the second counts from the end of the first; after one never ended nothing is left to take out
  SELECT application_id, ended_on,
         greatest(started_on, coalesce(max(coalesce(ended_on, judged_on())) OVER (PARTITION BY application_id ORDER BY started_on, ended_on
                                                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), started_on)) AS started_on
  FROM pauses
), paused AS (  -- a pause takes effect the next day, as every event does; one never ended lasts to the decision
  SELECT p.application_id, sum(greatest(0, e.workday_no - s.workday_no)) AS workdays
  FROM applications AS a
  JOIN pause AS p ON p.application_id = a.application_id
  JOIN calendar AS s ON s.day = least(p.started_on, a.decided_on)
  JOIN calendar AS e ON e.day = least(coalesce(p.ended_on, a.decided_on), a.decided_on)
  GROUP BY p.application_id
), decided AS (
  SELECT a.application_id, a.department_id, a.item || '/' || CAST(year(a.received_on) AS VARCHAR) AS stratum, f.ownership, f.size,
         left(f.region, dated('region_city_digits', judged_on())) AS city, a.outcome = 'refused' AS refused,
         e.workday_no - s.workday_no - coalesce(p.workdays, 0) AS workdays,
         CASE WHEN s.day IS NULL THEN 'calendar:' || CAST(year(a.received_on) AS VARCHAR)
              WHEN e.day IS NULL THEN 'calendar:' || CAST(year(a.decided_on) AS VARCHAR) END AS missing,
         a.decided_on
  FROM applications AS a
  JOIN enterprises AS f ON f.enterprise_id = a.enterprise_id
  LEFT JOIN calendar AS s ON s.day = a.received_on
  LEFT JOIN calendar AS e ON e.day = a.decided_on
  LEFT JOIN paused AS p ON p.application_id = a.application_id
  WHERE a.decided_on IS NOT NULL AND a.outcome IN ('granted', 'refused')
), kinds AS (
  SELECT department_id, stratum, ownership, size, city, refused, workdays, missing,
         count(*) AS cases, max(decided_on) AS decided_on, min(ref('applications', decided)) AS example
  FROM decided
  GROUP BY department_id, stratum, ownership, size, city, refused, workdays, missing
), cities AS (
  SELECT department_id, city, sum(cases) AS cases
  FROM kinds
  WHERE city IS NOT NULL
  GROUP BY department_id, city
), home AS (  -- the city most of a department's applicants come from
  SELECT department_id, city
  FROM (SELECT department_id, city, row_number() OVER (PARTITION BY department_id ORDER BY cases DESC, city) AS place FROM cities) AS c
  WHERE place = 1
), counted AS (  -- by what is compared
  SELECT 'days' AS comparison, department_id, stratum, ownership, size, city, workdays AS value, missing, cases, decided_on, example
  FROM kinds
  UNION ALL
  SELECT 'refused', department_id, stratum, ownership, size, city, CASE WHEN refused THEN 1 ELSE 0 END, NULL, sum(cases), max(decided_on), min(example)
  FROM kinds
  GROUP BY department_id, stratum, ownership, size, city, refused
), contrasted AS (
  SELECT d.comparison, d.department_id, k.kind, d.stratum, d.value, d.missing, d.cases, d.decided_on, d.example,
         CASE WHEN k.kind = 'outside' THEN CASE WHEN d.city <> h.city THEN 'own' WHEN d.city = h.city THEN 'like' END
              WHEN k.kind = 'small' THEN CASE WHEN d.size IN ('small', 'micro') THEN 'own' WHEN d.size IN ('large', 'medium') THEN 'like' END
              WHEN d.ownership = k.kind THEN 'own' WHEN d.ownership = 'state' THEN 'like' END AS side
  FROM counted AS d
  LEFT JOIN home AS h ON h.department_id = d.department_id
  CROSS JOIN (VALUES ('private'), ('foreign'), ('individual'), ('outside'), ('small')) AS k(kind)
), cell AS (
  SELECT department_id, kind, comparison, side, stratum, value, missing, sum(cases) AS cases, max(decided_on) AS decided_on, min(example) AS example
  FROM contrasted
  WHERE side IS NOT NULL
  GROUP BY department_id, kind, comparison, side, stratum, value, missing
)
SELECT c.department_id || '/' || c.kind AS pool, c.department_id || '/' || c.kind AS unit, c.comparison, c.side, c.stratum, c.value, c.missing,
       c.cases, c.decided_on AS "on", c.example, c.department_id, w.group_zh, w.group_en, w.others_zh, w.others_en
FROM cell AS c
JOIN (VALUES ('private', '民营企业', 'private firms', '国有企业', 'state firms'),
             ('foreign', '外资企业', 'foreign firms', '国有企业', 'state firms'),
             ('individual', '个体工商户', 'individual businesses', '国有企业', 'state firms'),
             ('outside', '外地企业', 'firms from elsewhere', '本地企业', 'local firms'),
             ('small', '小微企业', 'small and micro firms', '大中型企业', 'large and medium firms')
     ) AS w(kind, group_zh, group_en, others_zh, others_en) ON w.kind = c.kind
