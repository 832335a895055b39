-- rule: benefit-withheld
-- title: {zh: 惠企资金没有按期足额兑现, en: 'Support not paid in full, in time'}
-- norms: [benefits-paid]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [entitlements.policy_id, entitlements.enterprise_id, entitlements.entitled_on, entitlements.amount_cny, entitlements.due_on]
-- judged: {zh: 一笔已兑现或已到期的应享待遇, en: one entitlement that is paid or past its day}
-- day: {zh: 不用数值，每笔待遇自带期限, en: 'none: every entitlement carries its own day'}
-- values: []
-- tables: [entitlements, policies]
-- without: []
-- says:
--   unpaid:
--     zh: '{department}按政策 {policy_id} 应付{enterprise}的 {due_cny} 元最迟 {limit} 兑现，至今没有付款记录，待核实。'
--     en: 'CNY {due_cny} due to {enterprise} under policy {policy_id} of {department} was payable by {limit}; no payment is on record: to be verified.'
--   underpaid:
--     zh: '{department}按政策 {policy_id} 应付{enterprise}的 {due_cny} 元最迟 {limit} 兑现，少付 {amount_cny} 元，待核实。'
--     en: 'CNY {due_cny} due to {enterprise} under policy {policy_id} of {department} was payable by {limit}; it is CNY {amount_cny} short: to be verified.'
--   late:
--     zh: '{department}按政策 {policy_id} 应付{enterprise}的 {due_cny} 元最迟 {limit} 兑现，实际 {observed} 付款，待核实。'
--     en: 'CNY {due_cny} due to {enterprise} under policy {policy_id} of {department} was payable by {limit} and paid on {observed}: to be verified.'
-- explains:
--   zh: 企业应享的待遇，最迟到期当天足额付清。没付、少付或者过期才付，都要求说明情况；当天付清不算。
--   en: What a firm is entitled to is paid in full by its due day. Unpaid, underpaid or paid late is asked about; on the day itself is in time.
-- blind:
--   zh: 看不到企业够不够条件、金额算得对不对，也看不到该列而没有列出的待遇；同一政策、企业、日期和金额登记了几笔的，按最差的一笔。
--   en: 'Whether the firm qualifies, the sum is right, or an entitlement was left out, it does not see. Of several alike in policy, firm, days and sum, the worst stands for all.'
-- source: [优化营商环境条例（国务院令第722号）第三十一条]
-- never_undetermined: {zh: 金额和期限必填，没有付款记录即没有付, en: 'sum and day are always there; a payment that is not on record was not made'}
-- deviates: none
-- touched_by: {policies: [entitlements.policy_id]}
WITH entitled AS (  -- a payment still ahead of the day judged has paid nothing yet
  SELECT e.policy_id, e.enterprise_id, e.due_on, e.amount_cny, ref('entitlements', e) AS entitlement,
         CASE WHEN count(e.paid_on) = count(*) THEN max(e.paid_on) END AS paid_on,
         min(CASE WHEN e.paid_on IS NULL THEN 0 ELSE coalesce(e.paid_cny, 0) END) AS paid_cny
  FROM entitlements AS e
  GROUP BY e.policy_id, e.enterprise_id, e.entitled_on, e.amount_cny, e.due_on
), owed AS (
  SELECT e.policy_id, p.department_id, e.enterprise_id, e.due_on, e.amount_cny, e.entitlement, e.paid_on, ref('policies', p) AS policy,
         greatest(e.amount_cny - e.paid_cny, 0) AS short_cny
  FROM entitled AS e
  LEFT JOIN policies AS p ON p.policy_id = e.policy_id
)
SELECT CASE WHEN paid_on > due_on OR (judged_on() > due_on AND (paid_on IS NULL OR short_cny > 0)) THEN 'flagged'
            WHEN paid_on IS NOT NULL AND short_cny = 0 THEN 'kept' END AS verdict,
       entitlement AS unit, department_id, enterprise_id, policy_id, CASE WHEN judged_on() > due_on THEN due_on + 1 ELSE paid_on END AS "on",
       paid_on AS observed, due_on AS limit_, amount_cny AS due_cny,
       CASE WHEN short_cny > 0 THEN short_cny ELSE amount_cny END AS amount_cny, [entitlement, policy] AS evidence, NULL AS missing,
       CASE WHEN paid_on IS NULL THEN 'unpaid' WHEN short_cny > 0 THEN 'underpaid' ELSE 'late' END AS says
FROM owed
