-- rule: selective-enforcement
-- title: {zh: 同样的违法，罚不罚因人而异, en: The same violation is penalised for some and not for others}
-- norms: [no-selective-enforcement]
-- kind: pattern
-- level: red
-- custody: bureau
-- one_per: [inspections.department_id]
-- judged: {zh: 查出过违法行为的一名检查人员（按部门），或者一个部门对一类企业，或者一个部门没有办案期限可依的一年, en: 'one inspector who found violations, for one department; or one department and one kind of firm; or one department''s year without a time to decide in force'}
-- day: {zh: 查出之日, en: the day of the inspection}
-- values: [penalty_decision_days, region_city_digits]
-- tables: [enterprises, inspections, inspectors, penalties]
-- without: []
-- test:
--   compares: {official: odds, group: odds}
--   alternative: two-sided
--   together: either
--   fewest: {own: 20, like: 20}
--   level: 0.05
--   planted: {own: 60, like: 200, official: 6.0, group: 6.0}
-- says:
--   official:
--     zh: '{post}（{official_id}）参加检查、查出问题的 {cases} 件中，随后立案处罚的占 {mean}%，{department}其他人查出同样问题的 {like_cases} 件为 {like_mean}%，比值 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: 'Of the {cases} inspections with a finding that the {post} ({official_id}) took part in, {mean}% were followed by a penalty case; of the {like_cases} with the same findings by others for {department}, {like_mean}%: odds ratio {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}), to be verified.'
--   official-less:
--     zh: '{post}（{official_id}）参加检查、查出问题的 {cases} 件中，随后立案处罚的只占 {mean}%，{department}其他人查出同样问题的 {like_cases} 件为 {like_mean}%，比值 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: 'Of the {cases} inspections with a finding that the {post} ({official_id}) took part in, only {mean}% were followed by a penalty case; of the {like_cases} with the same findings by others for {department}, {like_mean}%: odds ratio {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}), to be verified.'
--   group:
--     zh: '{department}查出{group_zh}有问题后立案处罚的占 {mean}%（{cases} 件），同样的问题{others_zh}为 {like_mean}%（{like_cases} 件），比值 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: '{department} opened a penalty case after {mean}% of its findings at {group_en} ({cases}), and after {like_mean}% of the same findings at {others_en} ({like_cases}): odds ratio {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}), to be verified.'
--   group-less:
--     zh: '{department}查出{group_zh}有问题后立案处罚的只占 {mean}%（{cases} 件），同样的问题{others_zh}为 {like_mean}%（{like_cases} 件），比值 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: '{department} opened a penalty case after only {mean}% of its findings at {group_en} ({cases}), and after {like_mean}% of the same findings at {others_en} ({like_cases}): odds ratio {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}), to be verified.'
--   too-few:
--     zh: '{department}的 {unit} 一项，可比的查出问题的检查只有 {cases} 件（对照 {like_cases} 件），太少，无法判定处罚与否有无差别；依据中附类案对照表。'
--     en: 'For {unit} of {department} only {cases} inspections with a finding compare (with {like_cases}): too few to tell whether penalties differ. The evidence lists like cases for comparison.'
-- explains:
--   zh: 检查查出违法行为后，同一部门是否在法定办案期限内对这家企业立案处罚：同一部门、同一种行为、同一年里，一名检查人员参加的与其他人的比，民营、外资、个体与国有比，外地与本地比，小微与大中型比。两头都看：罚得多、罚得少都算差别。期限还没满的不算；查出当天没有办案期限可依的，另列一条，无法判定。
--   en: 'After an inspection found a violation, did the same department open a penalty case on the firm for it within the time the law gives to decide one? Within department, violation and year, what one inspector took part in is compared with the rest; private, foreign and individual firms with state ones, firms from elsewhere with local ones, small and micro with large and medium. A difference either way counts. Findings whose time is not over are left out; those of days without such a time in force are undetermined, apart from the rest.'
-- blind:
--   zh: 看不到情节轻重、是否首违、是否及时改正，也看不到没有登记的检查；多人一同检查的，每人都算一件。查出问题而没有登记是哪一种的，作为一种。
--   en: How grave a case was, whether it was the first, whether it was put right at once, it does not see, nor inspections nobody recorded. An inspection by several counts for each of them. Findings recorded without their kind count as one kind.
-- source: [行政处罚法 第五条、第三十四条、第六十条, 优化营商环境条例（国务院令第722号）第五十七条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {enterprises: [inspections.enterprise_id], inspectors: [inspections.inspection_id], penalties: [inspections.department_id, inspections.enterprise_id]}
-- stored: {unsure: [inspections.inspection_id], judged: [inspections.inspection_id], inspected: [inspections.inspection_id]}
-- summed: [cities, cells]
WITH found AS (
  SELECT inspection_id, department_id, enterprise_id, violation, CAST(started_at AS DATE) AS found_on,
         days_after(CAST(started_at AS DATE), dated('penalty_decision_days', CAST(started_at AS DATE))) AS followed_until,
         unset('penalty_decision_days', CAST(started_at AS DATE)) AS missing
  FROM inspections
  WHERE result = 'violation'
), unsure AS (  -- of these it cannot be told what followed in time
  SELECT inspection_id, department_id, found_on, missing
  FROM found
  WHERE missing IS NOT NULL
), followed AS (
  SELECT DISTINCT f.inspection_id
  FROM found AS f
  JOIN penalties AS p ON p.enterprise_id = f.enterprise_id AND p.department_id = f.department_id
   AND coalesce(p.violation, '') = coalesce(f.violation, '') AND p.filed_on BETWEEN f.found_on AND f.followed_until
), judged AS (
  SELECT f.inspection_id, f.department_id, f.found_on, coalesce(f.violation, '') || '/' || CAST(year(f.found_on) AS VARCHAR) AS stratum,
         e.ownership, e.size, left(e.region, dated('region_city_digits', judged_on())) AS city,
         CASE WHEN p.inspection_id IS NULL THEN 0 ELSE 1 END AS penalised
  FROM found AS f
  JOIN enterprises AS e ON e.enterprise_id = f.enterprise_id
  LEFT JOIN followed AS p ON p.inspection_id = f.inspection_id
  WHERE f.followed_until < judged_on()
), inspected AS (
  SELECT j.inspection_id, j.department_id, i.official_id, j.stratum, j.penalised, j.found_on
  FROM judged AS j
  JOIN inspectors AS i ON i.inspection_id = j.inspection_id
), kinds AS (
  SELECT department_id, stratum, penalised, ownership, size, city,
         count(*) AS cases, max(found_on) AS found_on, min(ref('inspections', judged)) AS example
  FROM judged
  GROUP BY department_id, stratum, penalised, ownership, size, city
), cities AS (
  SELECT department_id, city, sum(cases) AS cases
  FROM kinds
  WHERE city IS NOT NULL
  GROUP BY department_id, city
), home AS (  -- the city most of the firms a department found something at come from
  SELECT department_id, city
  FROM (SELECT department_id, city, row_number() OVER (PARTITION BY department_id ORDER BY cases DESC, city) AS place FROM cities) AS c
  WHERE place = 1
), contrasted AS (
  SELECT d.department_id, k.kind, d.stratum, d.penalised, d.cases, d.found_on, d.example,
         CASE WHEN k.kind = 'outside' THEN CASE WHEN d.city <> h.city THEN 'own' WHEN d.city = h.city THEN 'like' END
              WHEN k.kind = 'small' THEN CASE WHEN d.size IN ('small', 'micro') THEN 'own' WHEN d.size IN ('large', 'medium') THEN 'like' END
              WHEN d.ownership = k.kind THEN 'own' WHEN d.ownership = 'state' THEN 'like' END AS side
  FROM kinds AS d
  LEFT JOIN home AS h ON h.department_id = d.department_id
  CROSS JOIN (VALUES ('private'), ('foreign'), ('individual'), ('outside'), ('small')) AS k(kind)
), compared AS (
  SELECT department_id, kind, side, stratum, penalised, sum(cases) AS cases, max(found_on) AS found_on, min(example) AS example
  FROM contrasted
  WHERE side IS NOT NULL
  GROUP BY department_id, kind, side, stratum, penalised
)
SELECT 'group' AS comparison, c.department_id || '/' || c.kind AS pool, c.department_id || '/' || c.kind AS unit, c.side, c.stratum, c.penalised AS value,
       c.cases, c.found_on AS "on", c.example, c.department_id, NULL AS official_id,
       w.group_zh, w.group_en, w.others_zh, w.others_en, NULL AS missing
FROM compared AS c
JOIN (VALUES ('private', '民营企业', 'private firms', '国有企业', 'state firms'),
             ('foreign', '外资企业', 'foreign firms', '国有企业', 'state firms'),
             ('individual', '个体工商户', 'individual businesses', '国有企业', 'state firms'),
             ('outside', '外地企业', 'firms from elsewhere', '本地企业', 'local firms'),
             ('small', '小微企业', 'small and micro firms', '大中型企业', 'large and medium firms')
     ) AS w(kind, group_zh, group_en, others_zh, others_en) ON w.kind = c.kind
UNION ALL
SELECT 'official', department_id, department_id || '/' || official_id, 'own', stratum, penalised,
       count(*), max(found_on), min(ref('inspections', inspected)), department_id, official_id, NULL, NULL, NULL, NULL, NULL
FROM inspected
GROUP BY department_id, official_id, stratum, penalised
UNION ALL
SELECT 'official', department_id, NULL, 'all', stratum, penalised, sum(cases), max(found_on), min(example),
       department_id, NULL, NULL, NULL, NULL, NULL, NULL
FROM kinds
GROUP BY department_id, stratum, penalised
UNION ALL
SELECT 'group', department_id || '/' || CAST(year(found_on) AS VARCHAR), department_id || '/' || CAST(year(found_on) AS VARCHAR), 'own', '', NULL,
       count(*), max(found_on), min(ref('inspections', unsure)), department_id, NULL, NULL, NULL, NULL, NULL, missing
FROM unsure
GROUP BY department_id, year(found_on), missing
