-- rule: inspection-unmerged
-- title: {zh: 能并的检查分几次去, en: Planned visits that could have been one}
-- norms: [inspection-merged]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [inspections.department_id, inspections.enterprise_id]
-- judged: {zh: 一次按计划、此前已按计划去过的检查, en: one planned inspection of a firm that had one before}
-- day: {zh: 后一次检查开始之日, en: the day the later inspection began}
-- values: [inspection_merge_days]
-- tables: [inspections]
-- without: []
-- measures: {zh: 天, en: days}
-- says:
--   again:
--     zh: '{department} {first_on} 按计划检查过{enterprise}，{on} 又按计划去检查（{unit}），相隔 {observed} 天，{limit} 天以内的应当合并，待核实。'
--     en: '{department} inspected {enterprise} by plan on {first_on} and again on {on} ({unit}), {observed} days later; visits within {limit} days are to be merged: to be verified.'
-- explains:
--   zh: 同一部门按计划到同一企业（同一项目）检查，与上一次相隔不超过规定天数的，应当合并成一次；刚好到天数的也算。都没有登记项目的，看作同一项目。
--   en: Planned inspections of one firm (and project) by one department are merged where they begin no more than the set days apart; exactly these days is within. Two without a project count as the same.
-- blind:
--   zh: 只看同一部门的计划检查，看不到几个部门先后去同一家，也看不到两次检查的内容能不能并。
--   en: 'It sees planned visits of one department only, not several departments one after another, nor whether the two could be done at once.'
-- source: [国务院办公厅关于严格规范涉企行政检查的意见（国办发〔2024〕54号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH planned AS (
  SELECT inspection_id, department_id, enterprise_id, CAST(started_at AS DATE) AS day,
         lag(CAST(started_at AS DATE)) OVER (PARTITION BY department_id, enterprise_id, project_id ORDER BY started_at, inspection_id) AS first_on,
         lag(inspection_id) OVER (PARTITION BY department_id, enterprise_id, project_id ORDER BY started_at, inspection_id) AS before
  FROM inspections
  WHERE basis = 'plan'
), apart AS (
  SELECT inspection_id, department_id, enterprise_id, day, first_on, before, date_diff('day', first_on, day) AS days
  FROM planned
  WHERE first_on IS NOT NULL
)
SELECT CASE WHEN days <= dated('inspection_merge_days', day) THEN 'flagged' WHEN days > dated('inspection_merge_days', day) THEN 'kept'
            ELSE 'undetermined' END AS verdict,
       inspection_id AS unit, department_id, enterprise_id, day AS "on", first_on, days AS observed, dated('inspection_merge_days', day) AS limit_,
       ['inspections:' || before, ref('inspections', apart)] AS evidence, unset('inspection_merge_days', day) AS missing, 'again' AS says
FROM apart
