-- rule: inspection-disguised
-- title: {zh: 名为调研、实为检查, en: A visit called research that led to a penalty}
-- norms: [no-disguised-inspection]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [inspections.inspection_id]
-- judged: {zh: 一次已结束的调研, en: one visit for research that has ended}
-- day: {zh: 调研结束之日, en: the day the visit ended}
-- values: [inspection_disguise_days]
-- tables: [inspections, penalties, restraints]
-- without: []
-- measures: {zh: 天, en: days}
-- says:
--   turned:
--     zh: '{department} {ended_on} 结束对{enterprise}的调研 {unit}，{observed} 天后（{on}）对该企业立案或采取强制措施（{limit} 天以内的一并看），待核实。'
--     en: '{department} ended its research visit {unit} to {enterprise} on {ended_on} and {observed} days later, on {on}, filed a penalty case or began a restraint on it (looked at for {limit} days): to be verified.'
-- explains:
--   zh: 以调研名义到企业，结束当天起规定天数之内，同一部门又对该企业立案处罚或者采取强制措施的，要求说明情况；刚好到天数的也算。
--   en: Where a department that called its visit research files a penalty case on the firm, or begins a restraint, on the day it ended or within the set days, it is asked about. Exactly these days is within.
-- blind:
--   zh: 看不到处罚是不是因为别的线索，也看不到换一个部门来处罚。没有登记结束时间的调研不判断。
--   en: 'Whether the case came from elsewhere, or another department acted on the visit, it does not see. A visit whose end is not on record it does not judge.'
-- source: [国务院办公厅关于严格规范涉企行政检查的意见（国办发〔2024〕54号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {penalties: [inspections.department_id, inspections.enterprise_id], restraints: [inspections.department_id, inspections.enterprise_id]}
WITH visit AS (
  SELECT inspection_id, department_id, enterprise_id, CAST(ended_at AS DATE) AS ended_on, ref('inspections', inspections) AS inspection
  FROM inspections
  WHERE kind = 'research' AND ended_at IS NOT NULL
), step AS (
  SELECT department_id, enterprise_id, filed_on AS day, ref('penalties', penalties) AS step
  FROM penalties
  UNION ALL
  SELECT department_id, enterprise_id, started_on, ref('restraints', restraints)
  FROM restraints
), followed AS (
  SELECT v.inspection_id, min(s.day) AS day, array_agg(s.step) AS steps
  FROM visit AS v
  JOIN step AS s ON s.department_id = v.department_id AND s.enterprise_id = v.enterprise_id
   AND s.day >= v.ended_on AND date_diff('day', v.ended_on, s.day) <= dated('inspection_disguise_days', v.ended_on)
  GROUP BY v.inspection_id
)
SELECT CASE WHEN f.day IS NOT NULL THEN 'flagged' WHEN unset('inspection_disguise_days', v.ended_on) IS NOT NULL THEN 'undetermined'
            ELSE 'kept' END AS verdict,
       v.inspection_id AS unit, v.department_id, v.enterprise_id, coalesce(f.day, v.ended_on) AS "on", v.ended_on,
       date_diff('day', v.ended_on, f.day) AS observed, dated('inspection_disguise_days', v.ended_on) AS limit_,
       list_sort(list_concat([v.inspection], f.steps)) AS evidence, unset('inspection_disguise_days', v.ended_on) AS missing, 'turned' AS says
FROM visit AS v
LEFT JOIN followed AS f ON f.inspection_id = v.inspection_id
