-- rule: association-tied
-- title: {zh: 办事前后交会费、订报刊, en: Association fee or subscription around a decision}
-- norms: [no-tied-association]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [levies.levy_id]
-- judged: {zh: 一笔会费或订阅费, en: one association fee or subscription}
-- day: {zh: 收取之日, en: the day it was charged}
-- values: [association_window_days]
-- tables: [applications, levies]
-- without: []
-- measures: {zh: 元, en: CNY}
-- says:
--   tied:
--     zh: '{department} {on} 收{enterprise}的会费或订阅费 {observed} 元（{unit}），与 {decided_on} 对该企业申请 {application_id} 的决定相隔 {days} 天（{limit} 天以内的一并看），待核实。'
--     en: '{department} took CNY {observed} from {enterprise} as an association fee or subscription on {on} ({unit}), {days} days from the decision on its application {application_id} on {decided_on} (looked at for {limit} days): to be verified.'
-- explains:
--   zh: 企业的申请作出决定前后规定天数之内，该企业交了会费或订阅费的，要求说明情况；恰好到天数的也算，不论哪个部门作的决定。是否自愿，由核实时判断。
--   en: Where a firm paid an association fee or a subscription within the set days before or after the decision on an application of its own, it is asked about. Exactly these days is within, whichever department decided. Whether it was free to is for the verification.
-- blind:
--   zh: 看不到会费、订阅本来就年年交的，也看不到由别的单位收、记在别人名下的。
--   en: 'A firm that pays every year anyway it does not tell apart; nor a fee somebody else took, or another firm paid.'
-- source: [优化营商环境条例（国务院令第722号）第二十九条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {applications: [levies.enterprise_id]}
WITH paid AS (
  SELECT levy_id, department_id, enterprise_id, charged_on, amount_cny, ref('levies', levies) AS levy,
         dated('association_window_days', charged_on) AS window_days, unset('association_window_days', charged_on) AS missing
  FROM levies
  WHERE kind IN ('association_fee', 'subscription')
), near AS (
  SELECT p.levy_id, a.application_id, a.decided_on, ref('applications', a) AS application, abs(date_diff('day', a.decided_on, p.charged_on)) AS days,
         row_number() OVER (PARTITION BY p.levy_id ORDER BY abs(date_diff('day', a.decided_on, p.charged_on)), a.application_id) AS place
  FROM paid AS p
  JOIN applications AS a ON a.enterprise_id = p.enterprise_id
   AND a.decided_on BETWEEN days_after(p.charged_on, 0 - p.window_days) AND days_after(p.charged_on, p.window_days)
)
SELECT CASE WHEN p.missing IS NOT NULL THEN 'undetermined' WHEN n.levy_id IS NOT NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       p.levy_id AS unit, p.department_id, p.enterprise_id, p.charged_on AS "on", p.amount_cny AS observed, p.window_days AS limit_, p.amount_cny,
       n.application_id, n.decided_on, n.days, list_concat(CASE WHEN n.levy_id IS NOT NULL THEN [n.application] END, [p.levy]) AS evidence,
       p.missing, 'tied' AS says
FROM paid AS p
LEFT JOIN near AS n ON n.levy_id = p.levy_id AND n.place = 1
