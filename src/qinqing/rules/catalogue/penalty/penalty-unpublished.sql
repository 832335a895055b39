-- rule: penalty-unpublished
-- title: {zh: 处罚决定没有按期公开, en: Penalty not published in time}
-- norms: [penalty-published]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [penalties.penalty_id]
-- judged: {zh: 一件应公开、已公开或已过公开期限的处罚, en: one penalty to be published that is published or past the time for it}
-- day: {zh: 作出决定之日, en: the day of the decision}
-- values: [pub_licence_penalty_result_wd]
-- tables: [penalties]
-- without: []
-- says:
--   late:
--     zh: '{department} {decided_on} 对{enterprise}作出的处罚 {unit} 最迟 {limit} 公开，实际 {observed} 公开，待核实。'
--     en: 'Penalty {unit} on {enterprise}, decided by {department} on {decided_on}, was to be published by {limit} and was on {observed}: to be verified.'
--   none:
--     zh: '{department} {decided_on} 对{enterprise}作出的处罚 {unit} 最迟 {limit} 公开，至今没有公开记录，待核实。'
--     en: 'Penalty {unit} on {enterprise}, decided by {department} on {decided_on}, was to be published by {limit}; no publication is on record: to be verified.'
--   no-calendar:
--     zh: '没有 {year} 年放假安排的通知，涉及 {units} 件处罚，无法判定是否按期公开。'
--     en: 'No notice on the holidays of {year} is known: for {units} penalties it cannot be told whether they were published in time.'
-- explains:
--   zh: 登记为应当公开的处罚决定，从作出决定次日数起，在规定的工作日之内公开。过了最后一个工作日才公开的算超期，遇休息日不顺延。
--   en: A penalty recorded as one to be published is published within the set working days, counted from the day after the decision. Past the last of these working days is late, and no day off extends it.
-- blind:
--   zh: 看不到登记为不公开的对不对，也看不到公开的内容全不全。
--   en: 'Whether one recorded as not to be published should be, and whether all was told, it does not see.'
-- source: [国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见（国办发〔2018〕118号）, 行政处罚法 第四十八条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH decided AS (
  SELECT p.penalty_id, p.department_id, p.official_id, p.enterprise_id, p.decided_on, p.published_on, ref('penalties', p) AS penalty,
         due.day AS due_on, coalesce(p.published_on, judged_on()) AS reached_on,
         CASE WHEN due.day IS NULL THEN year(p.decided_on) + CASE WHEN decision.day IS NULL THEN 0 ELSE 1 END END AS year
  FROM penalties AS p
  LEFT JOIN calendar AS decision ON decision.day = p.decided_on
  LEFT JOIN calendar AS due ON due.is_workday
   AND due.workday_no = decision.workday_no + dated('pub_licence_penalty_result_wd', p.decided_on)
  WHERE p.publication = 'required' AND p.decided_on IS NOT NULL
), open AS (  -- no calendar is needed while no more calendar days have passed; `year` is the one it lacks, if any
  SELECT penalty_id, department_id, official_id, enterprise_id, decided_on, published_on, penalty, due_on, reached_on, year,
         coalesce(unset('pub_licence_penalty_result_wd', decided_on),
                  CASE WHEN date_diff('day', decided_on, reached_on) > dated('pub_licence_penalty_result_wd', decided_on)
                       THEN 'calendar:' || CAST(year AS VARCHAR) END) AS missing
  FROM decided
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN reached_on > due_on THEN 'flagged'
            WHEN published_on IS NOT NULL THEN 'kept' END AS verdict,
       penalty_id AS unit, department_id, official_id, enterprise_id,
       CASE WHEN reached_on > due_on THEN due_on + 1 ELSE least(decided_on, reached_on) END AS "on",
       decided_on, published_on AS observed, due_on AS limit_, year, [penalty] AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-calendar' WHEN published_on IS NULL THEN 'none' ELSE 'late' END AS says
FROM open
