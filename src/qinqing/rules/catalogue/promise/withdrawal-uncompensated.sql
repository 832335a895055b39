-- rule: withdrawal-uncompensated
-- title: {zh: 因公收回承诺、改合同而没有补偿, en: Withdrawn for the public good without compensation}
-- norms: [changes-compensated]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [commitments.commitment_id, contract_changes.change_id]
-- judged: {zh: 一次因公共利益（或没有登记理由）收回承诺、因公共利益由部门变更合同，已补偿或已过期限, en: 'one commitment withdrawn (for the public interest, or without a reason on record), or contract changed by a department for the public interest, compensated or past the time for it'}
-- day: {zh: 收回、变更之日, en: the day of withdrawal or change}
-- values: [compensation_days]
-- tables: [commitments, contract_changes, contracts]
-- without: []
-- says:
--   late:
--     zh: '{department} {changed_on} 以公共利益为由收回对{enterprise}的承诺或变更合同（{case_id}），最迟 {limit} 补偿，实际 {observed} 补偿，待核实。'
--     en: '{department} withdrew a commitment to {enterprise}, or changed its contract, for the public interest on {changed_on} ({case_id}); compensation was due by {limit} and made on {observed}: to be verified.'
--   none:
--     zh: '{department} {changed_on} 以公共利益为由收回对{enterprise}的承诺或变更合同（{case_id}），最迟 {limit} 补偿，至今没有补偿记录，待核实。'
--     en: '{department} withdrew a commitment to {enterprise}, or changed its contract, for the public interest on {changed_on} ({case_id}); compensation was due by {limit} and none is on record: to be verified.'
--   no-reason:
--     zh: '{department} {changed_on} 收回对{enterprise}的承诺（{case_id}），没有登记理由，到 {limit} 没有补偿，是否应当补偿无法判定。'
--     en: '{department} withdrew a commitment to {enterprise} on {changed_on} ({case_id}) with no reason on record and no compensation by {limit}: whether one was due cannot be told.'
-- explains:
--   zh: 因公共利益收回承诺、由部门变更合同的，在规定天数之内依法补偿；恰好到天数的不算晚，遇休息日不顺延。收回承诺没有登记理由、又没有按期补偿的，无法判定。
--   en: Where a commitment is withdrawn, or a contract changed by the department, for the public interest, the firm is compensated within the set days. Exactly these days is in time, and no day off extends them. One withdrawn without a reason on record and not compensated in time cannot be told.
-- blind:
--   zh: 看不到补偿够不够、企业有没有损失，也看不到用别的理由改的。
--   en: 'Whether the compensation was enough, or the firm lost anything, it does not see; nor a change for another reason.'
-- source: [优化营商环境条例（国务院令第722号）第三十一条, 行政许可法 第八条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {contracts: [contract_changes.contract_id]}
WITH changed AS (
  SELECT 'commitments:' || commitment_id AS unit, commitment_id AS case_id, department_id, official_id, enterprise_id,
         withdrawn_on AS changed_on, compensated_on, [ref('commitments', commitments)] AS evidence,
         CASE WHEN withdrawal_reason IS NULL THEN ref('commitments', commitments) || '.withdrawal_reason' END AS no_reason
  FROM commitments
  WHERE withdrawn_on IS NOT NULL AND coalesce(withdrawal_reason, 'public_interest') = 'public_interest'
  UNION ALL
  SELECT 'contract_changes:' || h.change_id, h.change_id, c.department_id, c.official_id, c.enterprise_id,
         h.changed_on, h.compensated_on, [ref('contract_changes', h), ref('contracts', c)], NULL
  FROM contract_changes AS h
  JOIN contracts AS c ON c.contract_id = h.contract_id
  WHERE h.reason = 'public_interest' AND h.initiated_by = 'department'
), due AS (
  SELECT unit, case_id, department_id, official_id, enterprise_id, changed_on, compensated_on, evidence, no_reason,
         days_after(changed_on, dated('compensation_days', changed_on)) AS due_on, coalesce(compensated_on, judged_on()) AS reached_on
  FROM changed
), compared AS (
  SELECT unit, case_id, department_id, official_id, enterprise_id, changed_on, compensated_on, evidence, due_on, reached_on,
         CASE WHEN due_on IS NULL THEN unset('compensation_days', changed_on) WHEN reached_on > due_on THEN no_reason END AS missing
  FROM due
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN reached_on > due_on THEN 'flagged'
            WHEN compensated_on IS NOT NULL THEN 'kept' END AS verdict,
       unit, department_id, official_id, enterprise_id, CASE WHEN reached_on > due_on THEN due_on + 1 ELSE changed_on END AS "on",
       changed_on, case_id, compensated_on AS observed, due_on AS limit_, evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-reason' WHEN compensated_on IS NULL THEN 'none' ELSE 'late' END AS says
FROM compared
