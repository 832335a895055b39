-- rule: contact-unreported
-- title: {zh: 工作时间以外接触企业没有报备, en: Contact outside hours not reported}
-- norms: [contacts-reported]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [contacts.contact_id]
-- judged: {zh: 一次与有事在办的企业的接触, en: one contact with a firm whose matter is pending}
-- day: {zh: 接触之日, en: the day of the contact}
-- values: [contact_day_end, contact_day_start, contact_report_workdays]
-- tables: [contacts, officials]
-- without: []
-- says:
--   late:
--     zh: '{department}{post}（{official_id}）{day} 在工作时间以外接触有事在办的{enterprise}（{unit}），最迟 {limit} 报备，实际 {observed} 报备，待核实。'
--     en: 'The {post} ({official_id}) of {department} met {enterprise}, whose matter was pending, outside contact hours on {day} ({unit}); it was to be reported by {limit} and was on {observed}: to be verified.'
--   none:
--     zh: '{department}{post}（{official_id}）{day} 在工作时间以外接触有事在办的{enterprise}（{unit}），最迟 {limit} 报备，至今没有报备记录，待核实。'
--     en: 'The {post} ({official_id}) of {department} met {enterprise}, whose matter was pending, outside contact hours on {day} ({unit}); it was to be reported by {limit} and no report is on record: to be verified.'
--   no-calendar:
--     zh: '没有 {year} 年放假安排的通知，涉及 {units} 次接触，无法判定是不是工作日、报备是否按期。'
--     en: 'No notice on the holidays of {year} is known: for {units} contacts it cannot be told whether it was a working day, or whether the report came in time.'
-- explains:
--   zh: 企业有事在办，又在非工作日或者本单位交往时间以外接触的，在规定的工作日之内报备，从接触次日数起；交往时间的开始和结束两个时刻都算在内。当天就报备的，不必问是不是在交往时间以外。
--   en: Contact on a day off or outside the bureau's contact hours with a firm whose matter is pending is reported within the set working days, counted from the day after; the hours include their first and last moment. What was reported the same day is in time, whatever the hours.
-- blind:
--   zh: 没有登记的接触看不到，也看不到谈了什么、有没有正当理由。
--   en: 'A contact nobody recorded it does not see, nor what was said and whether there was good reason.'
-- source: [关于规范政商交往行为、构建亲清政商关系的地方规定（报备时限由本单位确认）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {officials: [contacts.official_id]}
WITH met AS (
  SELECT k.contact_id, o.department_id, k.official_id, k.enterprise_id, k.reported_on, CAST(k.started_at AS DATE) AS day, minute_of(k.started_at) AS minute,
         ref('contacts', k) AS contact, coalesce(k.reported_on, judged_on()) AS reached_on
  FROM contacts AS k
  JOIN officials AS o ON o.official_id = k.official_id
  WHERE k.matter_pending
), placed AS (
  SELECT m.contact_id, m.department_id, m.official_id, m.enterprise_id, m.reported_on, m.day, m.contact, m.reached_on, due.day AS due_on,
         CASE WHEN start.is_workday AND m.minute >= dated('contact_day_start', m.day) AND m.minute <= dated('contact_day_end', m.day) THEN FALSE
              WHEN NOT start.is_workday OR m.minute < dated('contact_day_start', m.day) OR m.minute > dated('contact_day_end', m.day) THEN TRUE
         END AS outside,
         date_diff('day', m.day, m.reached_on) <= coalesce(dated('contact_report_workdays', m.day), 0) AS early,
         CASE WHEN due.day IS NULL THEN year(m.day) + CASE WHEN start.day IS NULL THEN 0 ELSE 1 END END AS year
  FROM met AS m
  LEFT JOIN calendar AS start ON start.day = m.day
  LEFT JOIN calendar AS due ON due.is_workday AND due.workday_no = start.workday_no + dated('contact_report_workdays', m.day)
), open AS (  -- nothing more is needed while no more calendar days have passed; `year` is the one the calendar lacks, if any
  SELECT contact_id, department_id, official_id, enterprise_id, reported_on, day, contact, reached_on, due_on, outside, year,
         CASE WHEN early THEN NULL
              WHEN outside IS NULL
              THEN coalesce(unset('contact_day_start', day), unset('contact_day_end', day), 'calendar:' || CAST(year AS VARCHAR))
              WHEN outside THEN coalesce(unset('contact_report_workdays', day), 'calendar:' || CAST(year AS VARCHAR)) END AS missing
  FROM placed
)
SELECT CASE WHEN NOT outside THEN 'kept' WHEN missing IS NOT NULL THEN 'undetermined' WHEN reached_on > due_on THEN 'flagged'
            WHEN reported_on IS NOT NULL THEN 'kept' END AS verdict,
       contact_id AS unit, department_id, official_id, enterprise_id, CASE WHEN outside AND reached_on > due_on THEN due_on + 1 ELSE day END AS "on",
       day, reported_on AS observed, due_on AS limit_, year, [contact] AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-calendar' WHEN reported_on IS NULL THEN 'none' ELSE 'late' END AS says
FROM open
