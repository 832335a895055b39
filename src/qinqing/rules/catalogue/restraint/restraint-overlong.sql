-- rule: restraint-overlong
-- title: {zh: 查封扣押冻结超过期限, en: 'Sealed, seized or frozen for too long'}
-- norms: [restraint-in-time]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [restraints.restraint_id]
-- judged: {zh: 一项已解除或已过期限的查封、扣押、冻结, en: 'one seal, seizure or freeze that has ended or is past its time'}
-- day: {zh: 采取措施之日, en: the day it began}
-- values: [restraint_days, restraint_extension_days]
-- tables: [restraints]
-- without: [restraints.testing_days]
-- measures: {zh: 天, en: days}
-- says:
--   unextended:
--     zh: '{department} {started_on} 对{enterprise}采取的查封、扣押或冻结 {unit}，扣除检测等时间已有 {observed} 天，到第 {limit} 天没有延长的记录，待核实。'
--     en: 'Restraint {unit} of {department} on {enterprise}, begun on {started_on}, has lasted {observed} days without time for tests; no extension by day {limit} is on record: to be verified.'
--   overlong:
--     zh: '{department} {started_on} 对{enterprise}采取的查封、扣押或冻结 {unit}，扣除检测等时间已有 {observed} 天，连同延长最多 {limit} 天，待核实。'
--     en: 'Restraint {unit} of {department} on {enterprise}, begun on {started_on}, has lasted {observed} days without time for tests; with its extension it may last {limit}: to be verified.'
--   no-days:
--     zh: '{department} {started_on} 对{enterprise}采取的查封、扣押或冻结 {unit}，登记的检测等天数与起止日期对不上，是否超过期限无法判定。'
--     en: 'Restraint {unit} of {department} on {enterprise}, begun on {started_on}: the days of testing on record do not fit its dates; whether it lasted too long cannot be told.'
-- explains:
--   zh: 查封、扣押、冻结到规定天数就要解除，除非在此之前办了延长；连同延长也有上限。检测、检验、检疫、技术鉴定的时间不算。恰好到天数的不算超过，遇休息日不顺延。
--   en: A seal, seizure or freeze ends within the set days unless it was extended by then, and within both periods together where it was. Time for tests does not count. Exactly these days is within, and no day off extends them.
-- blind:
--   zh: 看不到延长有没有经负责人批准、检测时间报得实不实，也看不到责令停工的期限（另有规定）。
--   en: 'Whether the extension was approved, and the days of testing are true, it does not see; nor how long a stop of work may last, which other law says.'
-- source: [行政强制法 第二十五条、第三十二条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH held AS (
  SELECT restraint_id, department_id, enterprise_id, started_on, ended_on, ref('restraints', restraints) AS restraint,
         date_diff('day', started_on, coalesce(ended_on, judged_on())) AS elapsed, coalesce(testing_days, 0) AS testing_days,
         date_diff('day', started_on, extended_on) AS extended_at
  FROM restraints
  WHERE kind IN ('seal', 'seize', 'freeze')
), counted AS (  -- more days of testing than have passed, or fewer than none, cannot be
  SELECT restraint_id, department_id, enterprise_id, started_on, ended_on, restraint, elapsed, extended_at,
         CASE WHEN testing_days BETWEEN 0 AND elapsed THEN testing_days END AS testing_days,
         coalesce(unset('restraint_days', started_on), unset('restraint_extension_days', started_on),
                  CASE WHEN testing_days NOT BETWEEN 0 AND elapsed THEN restraint || '.testing_days' END) AS missing
  FROM held
), lasted AS (
  SELECT restraint_id, department_id, enterprise_id, started_on, ended_on, restraint, testing_days, elapsed - testing_days AS days, missing,
         coalesce(extended_at - testing_days <= dated('restraint_days', started_on), FALSE) AS extended
  FROM counted
), allowed AS (
  SELECT restraint_id, department_id, enterprise_id, started_on, ended_on, restraint, testing_days, days, extended, missing,
         dated('restraint_days', started_on) + CASE WHEN extended THEN dated('restraint_extension_days', started_on) ELSE 0 END AS limit_
  FROM lasted
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN days > limit_ THEN 'flagged' WHEN ended_on IS NOT NULL THEN 'kept' END AS verdict,
       restraint_id AS unit, department_id, enterprise_id, started_on,
       CASE WHEN days > limit_ THEN days_after(started_on, limit_ + testing_days + 1) ELSE coalesce(ended_on, started_on) END AS "on",
       days AS observed, limit_, [restraint] AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-days' WHEN extended THEN 'overlong' ELSE 'unextended' END AS says
FROM allowed
