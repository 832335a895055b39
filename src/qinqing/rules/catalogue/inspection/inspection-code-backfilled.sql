-- rule: inspection-code-backfilled
-- title: {zh: 检查码事后补开, en: Inspection code issued afterwards}
-- norms: [inspection-code-shown]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [inspections.inspection_id]
-- judged: {zh: 一次不属紧急的检查, en: one inspection that is not urgent}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [inspections]
-- without: []
-- says:
--   none:
--     zh: '{department} {on} 对{enterprise}的检查 {unit} 没有开具检查码的记录，待核实。'
--     en: 'Inspection {unit} of {enterprise} by {department} on {on} has no inspection code on record: to be verified.'
--   after:
--     zh: '{department} {on} 对{enterprise}的检查 {unit} 开始之后才开具检查码（{observed}），应当先开码、后进门，待核实。'
--     en: 'The code for inspection {unit} of {enterprise} by {department} on {on} was issued after it began ({observed}); the code comes first: to be verified.'
-- explains:
--   zh: 检查码在进门之前开具，开具时间不得晚于检查开始时间；情况紧急的检查不在此列。
--   en: The code for a visit is issued before it begins, not a minute later. Urgent inspections are left out.
-- blind:
--   zh: 看不到企业扫没扫码、码上写的事项对不对，也看不到没有登记的上门。
--   en: 'Whether the firm scanned it, and what it said, it does not see; nor a visit nobody recorded.'
-- source: [河南省涉企行政检查“扫码入企”工作（2025年）]
-- never_undetermined: {zh: 没有开码记录即没有开码，检查开始时间必填, en: 'a code that is not on record was not issued; the beginning is always there'}
-- deviates: none
-- touched_by: {}
SELECT CASE WHEN code_issued_at <= started_at THEN 'kept' ELSE 'flagged' END AS verdict,
       inspection_id AS unit, department_id, enterprise_id, CAST(started_at AS DATE) AS "on",
       CAST(code_issued_at AS DATE) AS observed, CAST(started_at AS DATE) AS limit_,
       [ref('inspections', inspections)] AS evidence, NULL AS missing, CASE WHEN code_issued_at IS NULL THEN 'none' ELSE 'after' END AS says
FROM inspections
WHERE basis <> 'urgent'
