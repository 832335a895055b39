-- rule: application-overdue
-- title: {zh: 申请办理超期, en: Application past its day}
-- norms: [decide-in-time]
-- kind: direct
-- level: by row
-- custody: bureau
-- one_per: [applications.application_id]
-- judged: {zh: 一件已办结、已超期或没有期限的申请（撤回的、不予受理的除外）, en: 'one application that is decided, past its day or without any (left out: withdrawn ones, and those not accepted)'}
-- day: {zh: 不用数值，每件申请自带期限, en: 'none: every application carries its own days'}
-- values: []
-- tables: [applications]
-- without: [applications.not_accepted_on]
-- says:
--   decided-past-promise:
--     zh: '{department}的申请 {unit} 承诺最迟 {limit} 办结，实际 {observed} 办结，晚 {late_days} 天，待核实。'
--     en: 'Application {unit} at {department} was promised by {limit} and decided on {observed}: {late_days} days past, to be verified.'
--   decided-past-due:
--     zh: '{department}的申请 {unit} 法定办结期限是 {limit}，实际 {observed} 办结，晚 {late_days} 天，待核实。'
--     en: 'Application {unit} at {department} was due by law on {limit} and decided on {observed}: {late_days} days past, to be verified.'
--   open-past-promise:
--     zh: '{department}的申请 {unit} 承诺最迟 {limit} 办结，至今没有办结记录，已过 {late_days} 天，待核实。'
--     en: 'Application {unit} at {department} was promised by {limit} and no decision is on record: {late_days} days past, to be verified.'
--   open-past-due:
--     zh: '{department}的申请 {unit} 法定办结期限是 {limit}，至今没有办结记录，已过 {late_days} 天，待核实。'
--     en: 'Application {unit} at {department} was due by law on {limit} and no decision is on record: {late_days} days past, to be verified.'
--   no-day:
--     zh: '{department}的申请 {unit} 既没有登记承诺办结日，也没有登记法定办结日，无法判定是否超期。'
--     en: 'Application {unit} at {department} has neither a promised nor a statutory day on record: whether it is late cannot be told.'
-- explains:
--   zh: 申请过了承诺的日子还没办结，提醒；过了法定的日子，要求说明情况；两个日子都过了，只按重的算一次。当天办结不算超期；撤回的、不予受理的不判断。
--   en: 'Past the promised day: amber. Past the statutory day: red. Past both: one finding, the red one. Decided on the day itself is in time; applications withdrawn or not accepted are not judged.'
-- blind:
--   zh: 看不到期限本身算得对不对、停算有没有理由，也看不到拖到超期才不予受理的（受理得及时不及时，由另一条规则看）。撤回的日子不一定登记，往前看时，后来撤回的也当作已撤回。
--   en: 'Whether a day was computed rightly, or a pause had its ground, it does not see; nor one refused as out of scope only after its day (how soon is for another rule). The day of a withdrawal need not be on record, so on an earlier day, too, one withdrawn later counts as withdrawn.'
-- source: [行政许可法 第四十二条, 优化营商环境条例（国务院令第722号）第三十六条]
-- never_undetermined: none
-- deviates:
--   zh: 表中只除外撤回的。不予受理的也除外：办理期限自受理起算，没有受理就没有办理期限。
--   en: The table leaves out withdrawn ones only. Those not accepted are left out too, since the time to decide runs from acceptance.
-- touched_by: {}
WITH reached AS (
  SELECT application_id, enterprise_id, department_id, handler_id, received_on, promised_due_on, due_on, decided_on,
         coalesce(decided_on, judged_on()) AS reached_on
  FROM applications
  WHERE coalesce(outcome, '') <> 'withdrawn' AND not_accepted_on IS NULL
), passed AS (
  SELECT application_id, enterprise_id, department_id, handler_id, received_on, promised_due_on, due_on, decided_on, reached_on,
         CASE WHEN reached_on > due_on THEN 'due' WHEN reached_on > promised_due_on THEN 'promise' END AS passed,
         CASE WHEN reached_on > due_on THEN due_on WHEN reached_on > promised_due_on THEN promised_due_on END AS passed_day
  FROM reached
)
SELECT CASE WHEN passed IS NOT NULL THEN 'flagged'
            WHEN due_on IS NULL AND promised_due_on IS NULL THEN 'undetermined'
            WHEN decided_on IS NOT NULL THEN 'kept' END AS verdict,
       application_id AS unit, department_id, handler_id AS official_id, enterprise_id,
       CASE WHEN passed = 'due' THEN 'red' ELSE 'amber' END AS level,
       CASE WHEN passed IS NOT NULL THEN passed_day + 1 WHEN due_on IS NULL AND promised_due_on IS NULL THEN received_on
            ELSE decided_on END AS "on",
       decided_on AS observed, passed_day AS limit_, date_diff('day', passed_day, reached_on) AS late_days,
       [ref('applications', passed)] AS evidence,
       CASE WHEN due_on IS NULL AND promised_due_on IS NULL THEN ref('applications', passed) || '.due_on' END AS missing,
       CASE WHEN passed IS NULL THEN 'no-day' WHEN decided_on IS NULL THEN 'open-past-' || passed
            ELSE 'decided-past-' || passed END AS says
FROM passed
