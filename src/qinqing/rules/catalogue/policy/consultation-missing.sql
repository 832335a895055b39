-- rule: consultation-missing
-- title: {zh: 涉企政策没有充分征求意见, en: Policy on firms without a full consultation}
-- norms: [hear-enterprises]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [policies.policy_id]
-- judged: {zh: 一件涉及企业（或没有登记是否涉及）的政策, en: one policy that affects firms or does not say whether it does}
-- day: {zh: 印发之日, en: the day of issue}
-- values: [policy_public_comment_min_days]
-- tables: [consultations, policies]
-- without: []
-- measures: {zh: 天, en: days}
-- says:
--   none:
--     zh: '{department} {on} 印发的涉企政策 {unit}，印发前没有已结束的征求意见记录（要求不少于 {limit} 天），待核实。'
--     en: 'Policy {unit} of {department}, issued on {on}, affects firms; no consultation closed by then is on record ({limit} days are asked): to be verified.'
--   short:
--     zh: '{department} {on} 印发的涉企政策 {unit}，印发前征求意见最长 {observed} 天，要求不少于 {limit} 天，待核实。'
--     en: 'Policy {unit} of {department}, issued on {on}, affects firms; the longest consultation before lasted {observed} days, {limit} are asked: to be verified.'
--   unanswered:
--     zh: '{department} {on} 印发的涉企政策 {unit}，征求意见中有集中反映的意见，印发时没有答复记录，待核实。'
--     en: 'Policy {unit} of {department}, issued on {on}, affects firms; opinions clustered in its consultation and no answer by then is on record: to be verified.'
--   no-scope:
--     zh: '{department}的政策 {unit} 没有登记是否涉及企业，也没有充分的征求意见记录，无法判定。'
--     en: 'Policy {unit} of {department} does not record whether it affects firms, and no full consultation is on record: it cannot be told.'
-- explains:
--   zh: 涉及企业的政策，印发当天或以前要有一次已结束、时间足够的公开征求意见；集中反映的意见，最迟印发当天答复。恰好够天数就是够。
--   en: Before a policy that affects firms is issued, one consultation of full length has closed, on the day of issue at the latest; clustered opinions are answered by that day. Exactly the days asked are enough.
-- blind:
--   zh: 看不到征求意见是否公开、问的是不是受影响的企业、答复有没有道理。
--   en: 'Whether the consultation was open, reached the firms affected, or was answered well, it does not see.'
-- source: [优化营商环境条例（国务院令第722号）第六十二条, 国务院办公厅关于在制定行政法规规章行政规范性文件过程中充分听取企业和行业协会商会意见的通知（国办发〔2019〕9号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {consultations: [policies.policy_id]}
WITH heard AS (
  SELECT p.policy_id, array_agg(ref('consultations', c)) AS consultations,
         max(CASE WHEN c.closed_on <= p.issued_on THEN date_diff('day', c.opened_on, c.closed_on) END) AS days,
         bool_or(c.opinions_clustered AND coalesce(c.answered_on > p.issued_on, TRUE)) AS unanswered
  FROM policies AS p
  JOIN consultations AS c ON c.policy_id = p.policy_id AND c.opened_on <= p.issued_on
  GROUP BY p.policy_id
), issued AS (
  SELECT p.policy_id, p.department_id, p.issued_on, p.affects_enterprises, ref('policies', p) AS policy, h.days, h.consultations,
         coalesce(h.days, -1) < dated('policy_public_comment_min_days', p.issued_on) AS too_short,
         coalesce(h.unanswered, FALSE) AS unanswered, dated('policy_public_comment_min_days', p.issued_on) AS days_asked
  FROM policies AS p
  LEFT JOIN heard AS h ON h.policy_id = p.policy_id
  WHERE coalesce(p.affects_enterprises, TRUE)
), told AS (
  SELECT policy_id, department_id, issued_on, policy, days, consultations, days_asked, too_short, unanswered,
         CASE WHEN days_asked IS NULL AND NOT unanswered THEN unset('policy_public_comment_min_days', issued_on)
              WHEN affects_enterprises IS NULL AND (too_short OR unanswered) THEN policy || '.affects_enterprises' END AS missing
  FROM issued
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN too_short OR unanswered THEN 'flagged' ELSE 'kept' END AS verdict,
       policy_id AS unit, department_id, issued_on AS "on", days AS observed, days_asked AS limit_,
       list_sort(list_concat([policy], consultations)) AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-scope' WHEN days_asked IS NULL THEN 'unanswered' WHEN days IS NULL THEN 'none' WHEN too_short THEN 'short' ELSE 'unanswered' END AS says
FROM told
