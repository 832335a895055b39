-- rule: policy-uninterpreted
-- title: {zh: 政策没有按期解读, en: Policy not explained in time}
-- norms: [policy-interpretation]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [policies.policy_id]
-- judged: {zh: 一件已解读或已过解读期限的政策, en: one policy that is explained or past the time for it}
-- day: {zh: 印发之日, en: the day of issue}
-- values: [policy_interpretation_latest_wd]
-- tables: [policies]
-- without: []
-- says:
--   late:
--     zh: '{department} {issued_on} 印发的政策 {unit} 最迟 {limit} 公布解读，实际 {observed} 公布，待核实。'
--     en: 'Policy {unit} of {department}, issued on {issued_on}, was to be explained by {limit} and was explained on {observed}: to be verified.'
--   none:
--     zh: '{department} {issued_on} 印发的政策 {unit} 最迟 {limit} 公布解读，至今没有解读记录，待核实。'
--     en: 'Policy {unit} of {department}, issued on {issued_on}, was to be explained by {limit}; no explanation is on record: to be verified.'
--   no-calendar:
--     zh: '没有 {year} 年放假安排的通知，涉及 {units} 件政策，无法判定解读是否按期。'
--     en: 'No notice on the holidays of {year} is known: for {units} policies it cannot be told whether they were explained in time.'
-- explains:
--   zh: 政策印发后，在规定的工作日之内公布解读，从印发次日数起；与政策同日或提前公布的也算。过了最后一个工作日才公布的，算超期，遇休息日不顺延。
--   en: A policy is explained within the set working days, counted from the day after issue; an explanation on the same day or before will do. Past the last of these working days is late, and no day off extends it.
-- blind:
--   zh: 只看有没有解读的日期，看不到解读写得好不好、企业看没看懂。
--   en: It sees the date of an explanation, not whether it is any good or was understood.
-- source: [郑州市人民政府办公厅关于做好行政机关政策文件解读工作的通知, 太康县政务公开政策解读制度]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH issued AS (
  SELECT p.policy_id, p.department_id, p.issued_on, p.interpreted_on, ref('policies', p) AS policy, due.day AS due_on,
         coalesce(p.interpreted_on, judged_on()) AS reached_on,
         CASE WHEN due.day IS NULL THEN year(p.issued_on) + CASE WHEN issue.day IS NULL THEN 0 ELSE 1 END END AS year
  FROM policies AS p
  LEFT JOIN calendar AS issue ON issue.day = p.issued_on
  LEFT JOIN calendar AS due ON due.is_workday
   AND due.workday_no = issue.workday_no + dated('policy_interpretation_latest_wd', p.issued_on)
), open AS (  -- no calendar is needed while no more calendar days have passed; `year` is the one it lacks, if any
  SELECT policy_id, department_id, issued_on, interpreted_on, policy, due_on, reached_on, year,
         coalesce(unset('policy_interpretation_latest_wd', issued_on),
                  CASE WHEN date_diff('day', issued_on, reached_on) > dated('policy_interpretation_latest_wd', issued_on)
                       THEN 'calendar:' || CAST(year AS VARCHAR) END) AS missing
  FROM issued
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN reached_on > due_on THEN 'flagged'
            WHEN interpreted_on IS NOT NULL THEN 'kept' END AS verdict,
       policy_id AS unit, department_id, CASE WHEN reached_on > due_on THEN due_on + 1 ELSE least(issued_on, reached_on) END AS "on",
       issued_on, interpreted_on AS observed, due_on AS limit_, year, [policy] AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-calendar' WHEN interpreted_on IS NULL THEN 'none' ELSE 'late' END AS says
FROM open
