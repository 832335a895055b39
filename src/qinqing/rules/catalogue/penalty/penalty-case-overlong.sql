-- rule: penalty-case-overlong
-- title: {zh: 处罚案件久拖不决, en: Penalty case decided too late}
-- norms: [case-closed-in-time]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [penalties.penalty_id]
-- judged: {zh: 一件已决定或已过期限的处罚案件, en: one penalty case that is decided or past the time for it}
-- day: {zh: 立案之日, en: the day the case was filed}
-- values: [penalty_decision_days]
-- tables: [penalties]
-- without: []
-- measures: {zh: 天, en: days}
-- says:
--   late:
--     zh: '{department} {filed_on} 对{enterprise}立的案 {unit}，最迟 {limit} 天作出决定，实际用了 {observed} 天，待核实。'
--     en: 'Case {unit} on {enterprise}, filed by {department} on {filed_on}, was to be decided within {limit} days and took {observed}: to be verified.'
--   open:
--     zh: '{department} {filed_on} 对{enterprise}立的案 {unit}，最迟 {limit} 天作出决定，已有 {observed} 天没有决定，待核实。'
--     en: 'Case {unit} on {enterprise}, filed by {department} on {filed_on}, was to be decided within {limit} days and has been open for {observed}: to be verified.'
-- explains:
--   zh: 从立案到作出处罚决定，或者到判断之日，超过规定天数的，提醒；恰好到天数的不算。按自然日数，遇休息日不顺延。
--   en: From filing to the decision, or to the day judged, no more than the set days may pass; exactly these days is within. Calendar days, and no day off extends them.
-- blind:
--   zh: 经批准延长、因听证或检测依法扣除的时间没有登记，看不到；撤销立案的也看不出来。
--   en: 'Extensions granted, and time left out for a hearing or tests, are not on record; nor is a case that was withdrawn.'
-- source: [行政处罚法 第六十条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH filed AS (
  SELECT penalty_id, department_id, official_id, enterprise_id, filed_on, decided_on, ref('penalties', penalties) AS penalty,
         date_diff('day', filed_on, coalesce(decided_on, judged_on())) AS days, dated('penalty_decision_days', filed_on) AS limit_,
         unset('penalty_decision_days', filed_on) AS missing
  FROM penalties
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN days > limit_ THEN 'flagged' WHEN decided_on IS NOT NULL THEN 'kept' END AS verdict,
       penalty_id AS unit, department_id, official_id, enterprise_id, filed_on,
       CASE WHEN days > limit_ THEN days_after(filed_on, limit_ + 1) ELSE coalesce(decided_on, filed_on) END AS "on",
       days AS observed, limit_, [penalty] AS evidence, missing, CASE WHEN decided_on IS NULL THEN 'open' ELSE 'late' END AS says
FROM filed
