-- rule: hospitality-accepted
-- title: {zh: 接受宴请、旅游、健身、娱乐, en: 'Hospitality, travel, sport or entertainment accepted'}
-- norms: [no-hospitality]
-- kind: direct
-- level: by row
-- custody: bureau
-- one_per: [declarations.declaration_id]
-- judged: {zh: 一次登记的或者发现的宴请、旅游、健身、娱乐, en: 'one occasion of hospitality, travel, sport or entertainment, declared or come to light'}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [declarations, officials]
-- without: [declarations.paid_by_official_cny]
-- measures: {zh: 元, en: CNY}
-- says:
--   declared:
--     zh: '{department}{post}（{official_id}）{on} 接受宴请、旅游、健身或娱乐安排（{unit}），价值 {limit} 元，事先没有批准，本人支付 {observed} 元；已登记，待核实。'
--     en: 'The {post} ({official_id}) of {department} accepted hospitality, travel, sport or entertainment worth CNY {limit} on {on} ({unit}), not approved, CNY {observed} paid by the official; it was declared: to be verified.'
--   undeclared:
--     zh: '{department}{post}（{official_id}）{on} 接受宴请、旅游、健身或娱乐安排（{unit}），价值 {limit} 元，事先没有批准，本人支付 {observed} 元，也没有登记，待核实。'
--     en: 'The {post} ({official_id}) of {department} accepted hospitality, travel, sport or entertainment worth CNY {limit} on {on} ({unit}), not approved, CNY {observed} paid by the official, and not declared: to be verified.'
--   unvalued:
--     zh: '{department}{post}（{official_id}）{on} 接受宴请、旅游、健身或娱乐安排（{unit}），没有批准，也没有登记价值，本人付没付清无法判定。'
--     en: 'The {post} ({official_id}) of {department} accepted hospitality, travel, sport or entertainment on {on} ({unit}), not approved and of no recorded value: whether the official paid for it cannot be told.'
-- explains:
--   zh: 企业安排的宴请、旅游、健身、娱乐，事先经批准或者由本人全额付清的不提示；否则登记过的提醒，没有登记的要求说明情况。没有登记价值的，付没付清无法判定。
--   en: An occasion that was approved, or fully paid for by the official, is left alone. Otherwise one declared is pointed out, one not declared is asked about. Without a value it cannot be told whether it was paid.
-- blind:
--   zh: 看不到没有登记也没有被发现的，也看不到报批的理由成不成立、价值报得实不实。
--   en: 'What nobody declared or found it does not see, nor whether the approval and the value are true.'
-- source: [中国共产党纪律处分条例 第一百零一条, 公职人员政务处分法 第三十四条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {officials: [declarations.official_id]}
WITH occasion AS (
  SELECT d.declaration_id, o.department_id, d.official_id, d.enterprise_id, d.occurred_on, d.value_cny, coalesce(d.paid_by_official_cny, 0) AS paid_cny,
         d.approved_on IS NOT NULL AS approved, d.declared_on IS NOT NULL AS declared, ref('declarations', d) AS declaration
  FROM declarations AS d
  JOIN officials AS o ON o.official_id = d.official_id
  WHERE d.kind IN ('hospitality', 'travel', 'sport', 'entertainment')
)
SELECT CASE WHEN approved THEN 'kept' WHEN value_cny IS NULL THEN 'undetermined' WHEN paid_cny >= value_cny THEN 'kept' ELSE 'flagged' END AS verdict,
       CASE WHEN declared THEN 'amber' ELSE 'red' END AS level,
       declaration_id AS unit, department_id, official_id, enterprise_id, occurred_on AS "on", paid_cny AS observed, value_cny AS limit_,
       [declaration] AS evidence, CASE WHEN value_cny IS NULL THEN declaration || '.value_cny' END AS missing,
       CASE WHEN value_cny IS NULL THEN 'unvalued' WHEN declared THEN 'declared' ELSE 'undeclared' END AS says
FROM occasion
