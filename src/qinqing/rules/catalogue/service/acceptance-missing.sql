-- rule: acceptance-missing
-- title: {zh: 收到申请没有按期回应, en: Application left without an answer}
-- norms: [accept-in-time]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [applications.application_id]
-- judged: {zh: 一件已有回应或已过回应期限的申请, en: one application that is answered or past the time for it}
-- day: {zh: 收件之日, en: the day of receipt}
-- values: [lic_correction_notice_wd]
-- tables: [applications, correction_notices]
-- without: []
-- says:
--   late:
--     zh: '{department} {received_on} 收到的申请 {unit}，最迟 {limit} 受理、不予受理或者告知补正，实际 {observed} 才有回应，待核实。'
--     en: 'Application {unit}, received by {department} on {received_on}, was to be accepted, declined or returned for correction by {limit}; the first answer came on {observed}: to be verified.'
--   none:
--     zh: '{department} {received_on} 收到的申请 {unit}，最迟 {limit} 受理、不予受理或者告知补正，至今没有记录，待核实。'
--     en: 'Application {unit}, received by {department} on {received_on}, was to be accepted, declined or returned for correction by {limit}; none of these is on record: to be verified.'
--   no-calendar:
--     zh: '没有 {year} 年放假安排的通知，涉及 {units} 件申请，无法判定是否按期回应。'
--     en: 'No notice on the holidays of {year} is known: for {units} applications it cannot be told whether they were answered in time.'
-- explains:
--   zh: 收到申请后，在规定的工作日之内要么受理，要么说明不归本机关办理，要么一次告知补正，从收件次日数起。过了最后一个工作日才回应的算超期，遇休息日不顺延。
--   en: Within the set working days, counted from the day after receipt, an application is accepted, declined as out of scope, or returned for correction. Past the last of these working days is late, and no day off extends it.
-- blind:
--   zh: 逾期没有告知的，法律上自收件之日起视为受理，本规则只提醒没有回应；当场办结或很快撤回、却没有受理记录的，照样提示。
--   en: 'In law an application without notice counts as accepted on receipt; the rule only points to the silence. One decided on the spot or soon withdrawn without a record of acceptance is shown all the same.'
-- source: [行政许可法 第三十二条、第八十二条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {correction_notices: [applications.application_id]}
WITH notice AS (
  SELECT application_id, min(issued_on) AS issued_on, array_agg(ref('correction_notices', n)) AS notices
  FROM correction_notices AS n
  GROUP BY application_id
), answered AS (
  SELECT a.application_id, a.department_id, a.handler_id, a.enterprise_id, a.received_on,
         n.notices, least(a.accepted_on, a.not_accepted_on, n.issued_on) AS answered_on
  FROM applications AS a
  LEFT JOIN notice AS n ON n.application_id = a.application_id
), due AS (
  SELECT a.application_id, a.department_id, a.handler_id, a.enterprise_id, a.received_on, a.notices, a.answered_on,
         coalesce(a.answered_on, judged_on()) AS reached_on, due.day AS due_on,
         CASE WHEN due.day IS NULL THEN year(a.received_on) + CASE WHEN received.day IS NULL THEN 0 ELSE 1 END END AS year
  FROM answered AS a
  LEFT JOIN calendar AS received ON received.day = a.received_on
  LEFT JOIN calendar AS due ON due.is_workday
   AND due.workday_no = received.workday_no + dated('lic_correction_notice_wd', a.received_on)
), open AS (  -- no calendar is needed while no more calendar days have passed; `year` is the one it lacks, if any
  SELECT application_id, department_id, handler_id, enterprise_id, received_on, notices, answered_on, reached_on, due_on, year,
         coalesce(unset('lic_correction_notice_wd', received_on),
                  CASE WHEN date_diff('day', received_on, reached_on) > dated('lic_correction_notice_wd', received_on)
                       THEN 'calendar:' || CAST(year AS VARCHAR) END) AS missing
  FROM due
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN reached_on > due_on THEN 'flagged'
            WHEN answered_on IS NOT NULL THEN 'kept' END AS verdict,
       application_id AS unit, department_id, handler_id AS official_id, enterprise_id, received_on,
       CASE WHEN reached_on > due_on THEN due_on + 1 ELSE received_on END AS "on",
       answered_on AS observed, due_on AS limit_, year, list_sort(list_concat([ref('applications', open)], notices)) AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-calendar' WHEN answered_on IS NULL THEN 'none' ELSE 'late' END AS says
FROM open
