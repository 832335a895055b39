-- rule: appeal-overdue
-- title: {zh: 诉求答复超期, en: Appeal answered past its day}
-- norms: [appeals-answered]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [appeals.appeal_id]
-- judged: {zh: 一件已答复、已超期或没有期限的诉求, en: 'one appeal that is answered, past its day or without any'}
-- day: {zh: 不用数值，每件诉求自带期限, en: 'none: every appeal carries its own day'}
-- values: []
-- tables: [appeals]
-- without: [appeals.handler_id]
-- says:
--   late:
--     zh: '{department}的诉求 {unit} 最迟 {limit} 答复，实际 {observed} 答复，晚 {late_days} 天，待核实。'
--     en: 'Appeal {unit} to {department} was to be answered by {limit} and was on {observed}: {late_days} days past, to be verified.'
--   open:
--     zh: '{department}的诉求 {unit} 最迟 {limit} 答复，至今没有答复记录，已过 {late_days} 天，待核实。'
--     en: 'Appeal {unit} to {department} was to be answered by {limit}; no answer is on record: {late_days} days past, to be verified.'
--   no-day:
--     zh: '{department}的诉求 {unit} 没有登记答复期限，无法判定是否超期。'
--     en: 'Appeal {unit} to {department} has no day to be answered by on record: whether it is late cannot be told.'
-- explains:
--   zh: 企业的诉求，最迟到期当天答复；过期才答复或者还没答复的，提醒。当天答复不算超期，遇休息日不顺延。
--   en: An appeal of a firm is answered by its due day; answered later, or open past it, is pointed out. On the day itself is in time, and no day off extends it.
-- blind:
--   zh: 看不到期限定得对不对、答复有没有解决问题。
--   en: 'Whether the day was set rightly, or the answer solved anything, it does not see.'
-- source: [优化营商环境条例（国务院令第722号）第四十九条, 信访工作条例 第三十四条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH reached AS (
  SELECT appeal_id, department_id, handler_id, enterprise_id, received_on, due_on, answered_on, ref('appeals', a) AS appeal,
         coalesce(answered_on, judged_on()) AS reached_on
  FROM appeals AS a
)
SELECT CASE WHEN due_on IS NULL THEN 'undetermined' WHEN reached_on > due_on THEN 'flagged'
            WHEN answered_on IS NOT NULL THEN 'kept' END AS verdict,
       appeal_id AS unit, department_id, handler_id AS official_id, enterprise_id,
       CASE WHEN reached_on > due_on THEN due_on + 1 WHEN due_on IS NULL THEN received_on ELSE answered_on END AS "on",
       answered_on AS observed, due_on AS limit_, date_diff('day', due_on, reached_on) AS late_days,
       [appeal] AS evidence, CASE WHEN due_on IS NULL THEN appeal || '.due_on' END AS missing,
       CASE WHEN due_on IS NULL THEN 'no-day' WHEN answered_on IS NULL THEN 'open' ELSE 'late' END AS says
FROM reached
