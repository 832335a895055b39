-- rule: passed-around
-- title: {zh: 问题、诉求来回转办, en: A problem or appeal passed around}
-- norms: [no-passing-around]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [appeals.appeal_id, problems.problem_id]
-- judged: {zh: 一个问题或者一件诉求, en: one problem or appeal}
-- day: {zh: 提出或者收到之日, en: the day it was raised or received}
-- values: [transfers_max]
-- tables: [appeals, officials, problems]
-- without: [appeals.handler_id]
-- measures: {zh: 次, en: transfers}
-- says:
--   appeal:
--     zh: '{department} {on} 收到的诉求 {case_id} 已转办 {observed} 次（达到 {limit} 次即提示），待核实。'
--     en: 'Appeal {case_id}, received by {department} on {on}, was passed on {observed} times ({limit} or more are pointed out): to be verified.'
--   problem:
--     zh: '{department} {on} 接到的问题 {case_id} 已转办 {observed} 次（达到 {limit} 次即提示），待核实。'
--     en: 'Problem {case_id}, raised with {department} on {on}, was passed on {observed} times ({limit} or more are pointed out): to be verified.'
-- explains:
--   zh: 企业的问题和诉求转办达到本单位所定次数的，提醒；少一次不算。
--   en: A problem or appeal passed on as often as the bureau has set, or oftener, is pointed out; once less is not.
-- blind:
--   zh: 只看登记的转办次数；没有登记的口头推诿看不到，合理的转办也分不出来。转到判断日为止还是之后，从次数上看不出来。
--   en: 'It reads the transfers on record: passing on by word of mouth it does not see, nor which transfer was right, nor on which day each was made.'
-- source: [优化营商环境条例（国务院令第722号）第四十九条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {officials: [problems.official_id]}
WITH passed AS (
  SELECT 'appeal' AS says, a.appeal_id AS case_id, ref('appeals', a) AS unit, a.department_id, a.handler_id AS official_id, a.enterprise_id,
         a.received_on AS day, a.transfers
  FROM appeals AS a
  UNION ALL
  SELECT 'problem', p.problem_id, ref('problems', p), o.department_id, p.official_id, p.enterprise_id, p.raised_on, p.transfers
  FROM problems AS p
  JOIN officials AS o ON o.official_id = p.official_id
)
SELECT CASE WHEN dated('transfers_max', day) IS NULL THEN 'undetermined'
            WHEN transfers >= dated('transfers_max', day) THEN 'flagged' ELSE 'kept' END AS verdict,
       unit, department_id, official_id, enterprise_id, case_id, day AS "on", transfers AS observed,
       dated('transfers_max', day) AS limit_, [unit] AS evidence, unset('transfers_max', day) AS missing, says
FROM passed
