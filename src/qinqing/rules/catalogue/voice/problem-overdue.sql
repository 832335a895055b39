-- rule: problem-overdue
-- title: {zh: 企业难题解决超期, en: Problem resolved past its day}
-- norms: [problems-resolved]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [problems.problem_id]
-- judged: {zh: 一个已解决或已超期的问题, en: one problem that is resolved or past its day}
-- day: {zh: 不用数值，每个问题自带期限, en: 'none: every problem carries its own day'}
-- values: []
-- tables: [officials, problems]
-- without: []
-- says:
--   late:
--     zh: '{enterprise}提出的问题 {unit}，{department}{post}（{official_id}）最迟 {limit} 解决，实际 {observed} 解决，晚 {late_days} 天，待核实。'
--     en: 'Problem {unit}, raised by {enterprise} with the {post} ({official_id}) of {department}, was to be resolved by {limit} and was on {observed}: {late_days} days past, to be verified.'
--   open:
--     zh: '{enterprise}提出的问题 {unit}，{department}{post}（{official_id}）最迟 {limit} 解决，至今没有解决记录，已过 {late_days} 天，待核实。'
--     en: 'Problem {unit}, raised by {enterprise} with the {post} ({official_id}) of {department}, was to be resolved by {limit}; no resolution is on record: {late_days} days past, to be verified.'
-- explains:
--   zh: 企业提出的问题，最迟到期当天解决；过期才解决或者还没解决的，提醒。当天解决不算超期，遇休息日不顺延。
--   en: A problem a firm raised is resolved by its due day; resolved later, or open past it, is pointed out. On the day itself is in time, and no day off extends it.
-- blind:
--   zh: 看不到期限定得合不合理、拖延是不是因为别的单位；解决得好不好由另一条规则看企业的认可。
--   en: 'Whether the day was fair, or another office held it up, it does not see; whether it was solved at all is for the firm to say, under another rule.'
-- source: [万人助企联乡帮村活动的问题交办、销号要求（河南省，2021年）, 优化营商环境条例（国务院令第722号）第四十八条]
-- never_undetermined: {zh: 问题的期限必填，没有解决记录即没有解决, en: 'the due day is always there; a resolution that is not on record did not happen'}
-- deviates: none
-- touched_by: {officials: [problems.official_id]}
WITH reached AS (
  SELECT p.problem_id, o.department_id, p.official_id, p.enterprise_id, p.due_on, p.resolved_on, ref('problems', p) AS problem,
         coalesce(p.resolved_on, judged_on()) AS reached_on
  FROM problems AS p
  JOIN officials AS o ON o.official_id = p.official_id
)
SELECT CASE WHEN reached_on > due_on THEN 'flagged' WHEN resolved_on IS NOT NULL THEN 'kept' END AS verdict,
       problem_id AS unit, department_id, official_id, enterprise_id,
       CASE WHEN reached_on > due_on THEN due_on + 1 ELSE resolved_on END AS "on",
       resolved_on AS observed, due_on AS limit_, date_diff('day', due_on, reached_on) AS late_days,
       [problem] AS evidence, NULL AS missing, CASE WHEN resolved_on IS NULL THEN 'open' ELSE 'late' END AS says
FROM reached
