-- rule: inspection-unauthorised
-- title: {zh: 未经批准入企检查, en: Inspection begun without authorisation}
-- norms: [inspection-authorised]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [inspections.inspection_id]
-- judged: {zh: 一次检查（紧急的，已补批或已过补批期限）, en: 'one inspection; an urgent one once authorised or past the time for it'}
-- day: {zh: 检查开始之日, en: the day the inspection began}
-- values: [inspection_urgent_authorise_wd]
-- tables: [inspections]
-- without: []
-- says:
--   none:
--     zh: '{department} {started_on} 对{enterprise}的检查 {unit} 没有批准记录，待核实。'
--     en: 'Inspection {unit} of {enterprise} by {department} on {started_on} has no authorisation on record: to be verified.'
--   after:
--     zh: '{department} {started_on} 对{enterprise}的检查 {unit} 开始之后才批准（{observed}），应当先批准、后入企，待核实。'
--     en: 'Inspection {unit} of {enterprise} by {department} began on {started_on} before it was authorised ({observed}); authorisation comes first: to be verified.'
--   urgent-none:
--     zh: '{department} {started_on} 对{enterprise}的紧急检查 {unit} 最迟 {limit} 补办批准，至今没有记录，待核实。'
--     en: 'Urgent inspection {unit} of {enterprise} by {department} on {started_on} was to be authorised by {limit}; no authorisation is on record: to be verified.'
--   urgent-late:
--     zh: '{department} {started_on} 对{enterprise}的紧急检查 {unit} 最迟 {limit} 补办批准，实际 {observed} 补办，待核实。'
--     en: 'Urgent inspection {unit} of {enterprise} by {department} on {started_on} was to be authorised by {limit} and was on {observed}: to be verified.'
--   no-calendar:
--     zh: '没有 {year} 年放假安排的通知，涉及 {units} 次紧急检查，无法判定是否按期补办批准。'
--     en: 'No notice on the holidays of {year} is known: for {units} urgent inspections it cannot be told whether they were authorised in time.'
-- explains:
--   zh: 入企检查先批准、后进门，批准时间不得晚于开始时间。情况紧急的，可以先检查，最迟在下一个工作日结束之前补办批准。
--   en: An inspection is authorised before it begins, not a minute later. An urgent one may begin first and is authorised by the end of the next working day.
-- blind:
--   zh: 看不到批准人有没有权限、批准单是不是倒签，也看不到没有登记的上门。
--   en: 'Whether who authorised it might, and the time is the true one, it does not see; nor a visit nobody recorded.'
-- source: [国务院办公厅关于严格规范涉企行政检查的意见（国办发〔2024〕54号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH visit AS (
  SELECT inspection_id, department_id, enterprise_id, basis = 'urgent' AS urgent, CAST(started_at AS DATE) AS started_on,
         CASE WHEN CAST(authorised_at AS DATE) <= judged_on() THEN CAST(authorised_at AS DATE) END AS authorised_on,
         coalesce(authorised_at <= started_at, FALSE) AS beforehand
  FROM inspections
), next AS (  -- of one authorised beforehand no calendar is asked
  SELECT v.inspection_id, v.department_id, v.enterprise_id, v.urgent, v.started_on, v.authorised_on, v.beforehand, due.day AS due_on,
         coalesce(v.authorised_on, judged_on()) AS reached_on, CASE WHEN due.day IS NULL THEN year(v.started_on) + CASE WHEN start.day IS NULL THEN 0 ELSE 1 END END AS year
  FROM visit AS v
  LEFT JOIN calendar AS start ON start.day = CASE WHEN NOT v.beforehand OR is_told('kept') THEN v.started_on END
  LEFT JOIN calendar AS due ON due.is_workday AND due.workday_no = start.workday_no + dated('inspection_urgent_authorise_wd', v.started_on)
), open AS (  -- no calendar is needed while no more calendar days have passed; `year` is the one it lacks, if any
  SELECT inspection_id, department_id, enterprise_id, urgent, started_on, authorised_on, beforehand, due_on, reached_on, year,
         CASE WHEN urgent AND NOT beforehand
              THEN coalesce(unset('inspection_urgent_authorise_wd', started_on),
                            CASE WHEN date_diff('day', started_on, reached_on) > dated('inspection_urgent_authorise_wd', started_on)
                                 THEN 'calendar:' || CAST(year AS VARCHAR) END) END AS missing
  FROM next
)
SELECT CASE WHEN beforehand THEN 'kept' WHEN NOT urgent THEN 'flagged' WHEN missing IS NOT NULL THEN 'undetermined'
            WHEN reached_on > due_on THEN 'flagged' WHEN authorised_on IS NOT NULL THEN 'kept' END AS verdict,
       inspection_id AS unit, department_id, enterprise_id, CASE WHEN urgent AND reached_on > due_on THEN due_on + 1 ELSE started_on END AS "on",
       started_on, authorised_on AS observed, CASE WHEN urgent THEN due_on ELSE started_on END AS limit_, year, [ref('inspections', open)] AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-calendar' WHEN NOT urgent THEN CASE WHEN authorised_on IS NULL THEN 'none' ELSE 'after' END
            WHEN authorised_on IS NULL THEN 'urgent-none' ELSE 'urgent-late' END AS says
FROM open
