-- rule: payout-parity
-- title: {zh: 惠企资金到没到位因企业出身而不同, en: Support is paid in time to some kinds of firm and not to others}
-- norms: [equal-treatment]
-- kind: pattern
-- level: red
-- custody: bureau
-- one_per: [policies.department_id]
-- judged: {zh: 一个部门对一类企业（民营、外资、个体、外地、小微）的兑现, en: 'one department''s payments to one kind of firm: private, foreign, individual, from elsewhere, small or micro'}
-- day: {zh: 判断之日, en: the day judged}
-- values: [region_city_digits]
-- tables: [enterprises, entitlements, policies]
-- without: []
-- test:
--   compares: {unpaid: odds}
--   alternative: two-sided
--   together: alone
--   fewest: {own: 20, like: 20}
--   level: 0.05
--   planted: {own: 200, like: 100, unpaid: 5.0}
-- says:
--   unpaid:
--     zh: '{department}的惠企资金，{group_zh}到期没有足额到账的占 {mean}%（{cases} 笔），同一政策上{others_zh}为 {like_mean}%（{like_cases} 笔），比值 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: 'Of the support due from {department}, {mean}% for {group_en} was not paid in full by the due day ({cases} entitlements), and {like_mean}% for {others_en} under the same policies ({like_cases}): odds ratio {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}), to be verified.'
--   unpaid-less:
--     zh: '{department}的惠企资金，{group_zh}到期没有足额到账的只占 {mean}%（{cases} 笔），同一政策上{others_zh}为 {like_mean}%（{like_cases} 笔），比值 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: 'Of the support due from {department}, only {mean}% for {group_en} was not paid in full by the due day ({cases} entitlements), and {like_mean}% for {others_en} under the same policies ({like_cases}): odds ratio {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}), to be verified.'
--   too-few:
--     zh: '{department}已到期的惠企资金中，同一政策上可比的只有{group_zh} {cases} 笔、{others_zh} {like_cases} 笔，太少，无法判定有无差别；依据中附类案对照表。'
--     en: 'Of the support due from {department}, only {cases} entitlements of {group_en} and {like_cases} of {others_en} compare under the same policies: too few to tell. The evidence lists like cases for comparison.'
-- explains:
--   zh: 同一项政策，到期没有足额兑现的比例，民营、外资、个体与国有比，外地与本地比，小微与大中型比，有没有差别。两头都看。到期日当天足额到账算按期；还没到期的不算。本地指享受企业多数所在的市（区划代码前四位相同）。
--   en: 'Under the same policy, the share not paid in full by the due day is compared: private, foreign and individual firms with state ones, firms from elsewhere with local ones, small and micro with large and medium. A difference either way counts. In full on the due day is in time; what is not yet due is left out. Local is the city most entitled firms are registered in (first four digits of the region code).'
-- blind:
--   zh: 看不到该享受而没有列入的企业，也看不到晚付的原因；所有制、规模、注册地没有登记的企业不在任何一类里。
--   en: Firms that should have been entitled and were not listed, and why a payment was late, it does not see. Firms whose ownership, size or region is not on record belong to no kind.
-- source: [优化营商环境条例（国务院令第722号）第十条, 民营经济促进法 第十条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {policies: [entitlements.policy_id], enterprises: [entitlements.enterprise_id]}
-- stored: {owed: [entitlements.policy_id, entitlements.enterprise_id, entitlements.entitled_on, entitlements.amount_cny, entitlements.due_on]}
-- summed: [cities, cells]
WITH owed AS (
  SELECT p.department_id, n.policy_id, n.enterprise_id, n.entitled_on, n.amount_cny, n.due_on, f.ownership, f.size,
         left(f.region, dated('region_city_digits', judged_on())) AS city,
         CASE WHEN n.paid_on <= n.due_on AND coalesce(n.paid_cny, 0) >= n.amount_cny THEN 0 ELSE 1 END AS unpaid, ref('entitlements', n) AS example
  FROM entitlements AS n
  JOIN policies AS p ON p.policy_id = n.policy_id
  JOIN enterprises AS f ON f.enterprise_id = n.enterprise_id
  WHERE n.due_on < judged_on()
), due AS (
  SELECT department_id, policy_id, ownership, size, city, unpaid, count(*) AS cases, max(due_on) AS due_on, min(example) AS example
  FROM owed
  GROUP BY department_id, policy_id, ownership, size, city, unpaid
), cities AS (
  SELECT department_id, city, sum(cases) AS cases
  FROM due
  WHERE city IS NOT NULL
  GROUP BY department_id, city
), home AS (  -- the city most of a department's entitled firms come from
  SELECT department_id, city
  FROM (SELECT department_id, city, row_number() OVER (PARTITION BY department_id ORDER BY cases DESC, city) AS place FROM cities) AS c
  WHERE place = 1
), contrasted AS (
  SELECT d.department_id, k.kind, k.group_zh, k.group_en, k.others_zh, k.others_en, d.policy_id, d.unpaid, d.cases, d.due_on, d.example,
         CASE WHEN k.kind = 'outside' THEN CASE WHEN d.city <> h.city THEN 'own' WHEN d.city = h.city THEN 'like' END
              WHEN k.kind = 'small' THEN CASE WHEN d.size IN ('small', 'micro') THEN 'own' WHEN d.size IN ('large', 'medium') THEN 'like' END
              WHEN d.ownership = k.kind THEN 'own' WHEN d.ownership = 'state' THEN 'like' END AS side
  FROM due AS d
  LEFT JOIN home AS h ON h.department_id = d.department_id
  CROSS JOIN (VALUES ('private', '民营企业', 'private firms', '国有企业', 'state firms'),
                     ('foreign', '外资企业', 'foreign firms', '国有企业', 'state firms'),
                     ('individual', '个体工商户', 'individual businesses', '国有企业', 'state firms'),
                     ('outside', '外地企业', 'firms from elsewhere', '本地企业', 'local firms'),
                     ('small', '小微企业', 'small and micro firms', '大中型企业', 'large and medium firms')
             ) AS k(kind, group_zh, group_en, others_zh, others_en)
)
SELECT department_id || '/' || kind AS pool, department_id || '/' || kind AS unit, side, policy_id AS stratum, unpaid AS value,
       sum(cases) AS cases, max(due_on) AS "on", min(example) AS example, department_id, group_zh, group_en, others_zh, others_en
FROM contrasted
WHERE side IS NOT NULL
GROUP BY department_id, kind, side, policy_id, unpaid, group_zh, group_en, others_zh, others_en
