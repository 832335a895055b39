-- rule: inspection-unpublished
-- title: {zh: 随机检查结果没有按期公开, en: Result of a random inspection not published in time}
-- norms: [inspection-published]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [inspections.inspection_id]
-- judged: {zh: 一次已公开或已过公开期限的随机检查, en: one random inspection that is published or past the time for it}
-- day: {zh: 检查结束之日, en: the day the inspection ended}
-- values: [dr_result_publish_wd]
-- tables: [inspections]
-- without: []
-- says:
--   late:
--     zh: '{department}对{enterprise}的随机检查 {unit} {ended_on} 结束，结果最迟 {limit} 公开，实际 {observed} 公开，待核实。'
--     en: 'Random inspection {unit} of {enterprise} by {department} ended on {ended_on}; its result was to be published by {limit} and was on {observed}: to be verified.'
--   none:
--     zh: '{department}对{enterprise}的随机检查 {unit} {ended_on} 结束，结果最迟 {limit} 公开，至今没有公开记录，待核实。'
--     en: 'Random inspection {unit} of {enterprise} by {department} ended on {ended_on}; its result was to be published by {limit} and no publication is on record: to be verified.'
--   no-calendar:
--     zh: '没有 {year} 年放假安排的通知，涉及 {units} 次随机检查，无法判定结果是否按期公开。'
--     en: 'No notice on the holidays of {year} is known: for {units} random inspections it cannot be told whether the result was published in time.'
-- explains:
--   zh: 随机抽查的结果，从检查结束次日数起，在规定的工作日之内公开。过了最后一个工作日才公开的算超期，遇休息日不顺延。
--   en: The result of a random inspection is published within the set working days, counted from the day after it ended. Past the last of these working days is late, and no day off extends it.
-- blind:
--   zh: 只看有没有公开的日期，看不到公开得全不全；没有登记结束时间的，不判断；其他检查的公开不归本规则管。
--   en: 'It sees the date of publication, not whether all was told. An inspection whose end is not on record it does not judge, nor one of another kind.'
-- source: [国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见（国发〔2019〕5号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH visit AS (
  SELECT inspection_id, department_id, enterprise_id, published_on, CAST(ended_at AS DATE) AS ended_on
  FROM inspections
  WHERE kind = 'random' AND ended_at IS NOT NULL
), ended AS (
  SELECT v.inspection_id, v.department_id, v.enterprise_id, v.published_on, v.ended_on, due.day AS due_on,
         coalesce(v.published_on, judged_on()) AS reached_on,
         CASE WHEN due.day IS NULL THEN year(v.ended_on) + CASE WHEN finish.day IS NULL THEN 0 ELSE 1 END END AS year
  FROM visit AS v
  LEFT JOIN calendar AS finish ON finish.day = v.ended_on
  LEFT JOIN calendar AS due ON due.is_workday AND due.workday_no = finish.workday_no + dated('dr_result_publish_wd', v.ended_on)
), open AS (  -- no calendar is needed while no more calendar days have passed; `year` is the one it lacks, if any
  SELECT inspection_id, department_id, enterprise_id, published_on, ended_on, due_on, reached_on, year,
         coalesce(unset('dr_result_publish_wd', ended_on),
                  CASE WHEN date_diff('day', ended_on, reached_on) > dated('dr_result_publish_wd', ended_on)
                       THEN 'calendar:' || CAST(year AS VARCHAR) END) AS missing
  FROM ended
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN reached_on > due_on THEN 'flagged'
            WHEN published_on IS NOT NULL THEN 'kept' END AS verdict,
       inspection_id AS unit, department_id, enterprise_id, CASE WHEN reached_on > due_on THEN due_on + 1 ELSE least(ended_on, reached_on) END AS "on",
       ended_on, published_on AS observed, due_on AS limit_, year, [ref('inspections', open)] AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-calendar' WHEN published_on IS NULL THEN 'none' ELSE 'late' END AS says
FROM open
