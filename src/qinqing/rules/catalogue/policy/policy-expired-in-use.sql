-- rule: policy-expired-in-use
-- title: {zh: 政策过期仍在用, en: Policy used past its end}
-- norms: [policy-upkeep]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [policies.policy_id]
-- judged: {zh: 一件已过有效期的政策, en: one policy past its last day}
-- day: {zh: 不用数值，政策自带有效期, en: 'none: a policy carries its own last day'}
-- values: []
-- tables: [entitlements, policies]
-- without: []
-- measures: {zh: 笔, en: payments}
-- says:
--   used:
--     zh: '{department}的政策 {unit} 有效期至 {limit}，此后仍有 {observed} 笔应享记录，最早一笔在 {first_on}，待核实。'
--     en: 'Policy {unit} of {department} ended on {limit}; {observed} entitlements arose under it afterwards, the first on {first_on}: to be verified.'
--   left:
--     zh: '{department}的政策 {unit} 有效期至 {limit}，至今既没有废止记录，也没有到期后的评估记录，待核实。'
--     en: 'Policy {unit} of {department} ended on {limit}; neither a repeal nor a review since is on record: to be verified.'
-- explains:
--   zh: 政策过了有效期，要么废止，要么在到期当天或以后评估；过期以后不再产生应享待遇。写着有效期至哪天，那一天仍在有效期内。没有有效期的政策不判断。
--   en: Past its last day a policy is repealed, or reviewed on that day or later; no entitlement arises under it any more. The last day itself still counts. A policy without one is not judged.
-- blind:
--   zh: 到期后评估续用的，如果没有改写有效期，此后的应享记录照样提示；政策没有写有效期、但早该清理的，看不到。
--   en: 'A policy reviewed and continued, whose last day was not rewritten, is shown all the same once used; one that should have ended but names no last day it does not see.'
-- source: [河南省行政规范性文件管理办法（省政府令第226号）, 民营经济促进法 第十一条]
-- never_undetermined: {zh: 没有有效期的政策没有过期可言，其余日期为空即没有发生, en: 'a policy without a last day cannot end; any other day that is null has not happened'}
-- deviates: none
-- touched_by: {entitlements: [policies.policy_id]}
WITH used AS (
  SELECT p.policy_id, count(*) AS entitlements, min(e.entitled_on) AS first_on, array_agg(ref('entitlements', e)) AS entitled
  FROM policies AS p
  JOIN entitlements AS e ON e.policy_id = p.policy_id AND e.entitled_on > p.expires_on
  GROUP BY p.policy_id
), ended AS (
  SELECT p.policy_id, p.department_id, p.expires_on, u.entitlements, u.first_on, list_concat([ref('policies', p)], u.entitled) AS evidence,
         p.retired_on IS NULL AND coalesce(p.reviewed_on < p.expires_on, TRUE) AS left_standing
  FROM policies AS p
  LEFT JOIN used AS u ON u.policy_id = p.policy_id
  WHERE p.expires_on < judged_on()
)
SELECT CASE WHEN left_standing OR entitlements > 0 THEN 'flagged' ELSE 'kept' END AS verdict,
       policy_id AS unit, department_id, CASE WHEN left_standing OR first_on IS NULL THEN expires_on + 1 ELSE first_on END AS "on",
       entitlements AS observed, expires_on AS limit_, first_on, list_sort(evidence) AS evidence, NULL AS missing,
       CASE WHEN entitlements > 0 THEN 'used' ELSE 'left' END AS says
FROM ended
