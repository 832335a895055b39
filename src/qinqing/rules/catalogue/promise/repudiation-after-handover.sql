-- rule: repudiation-after-handover
-- title: {zh: 换人、换届、改制后不认账, en: Disowned after a change of people or office}
-- norms: [no-repudiation]
-- kind: direct
-- level: refer
-- custody: bureau
-- one_per: [commitments.commitment_id, contract_changes.change_id]
-- judged: {zh: 一次收回承诺或部门变更合同, en: 'one commitment withdrawn, or contract changed by a department'}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [commitments, contract_changes, contracts]
-- without: []
-- says:
--   disowned:
--     zh: '{department} {on} 收回对{enterprise}的承诺或变更合同（{case_id}），登记的理由是领导更替、机构改革或者岗位调整，待核实。'
--     en: '{department} withdrew a commitment to {enterprise}, or changed its contract, on {on} ({case_id}); the reason on record is a change of leaders, a reorganisation or a change of post: to be verified.'
--   no-reason:
--     zh: '{department} {on} 收回对{enterprise}的承诺（{case_id}），没有登记理由，是否因换人、改革、调岗无法判定。'
--     en: '{department} withdrew a commitment to {enterprise} on {on} ({case_id}) with no reason on record: whether it was for a change of people or office cannot be told.'
-- explains:
--   zh: 以领导更替、机构改革、岗位调整为由收回承诺，或者由部门变更合同的，移送纪检监察机构核实。企业提出变更的不算；收回承诺没有登记理由的，无法判定。
--   en: A commitment withdrawn, or a contract changed by the department, for a change of leaders, a reorganisation or a change of post is referred. Changes the firm asked for are left alone; a commitment withdrawn without a reason on record cannot be told.
-- blind:
--   zh: 看不到登记成别的理由、实际上换人不认的，也看不到拖着不办的。
--   en: 'What was disowned under another reason on record, or by mere delay, it does not see.'
-- source: [优化营商环境条例（国务院令第722号）第三十一条, 保障中小企业款项支付条例（国务院令第802号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {contracts: [contract_changes.contract_id]}
WITH changed AS (
  SELECT 'commitments:' || commitment_id AS unit, commitment_id AS case_id, department_id, official_id, enterprise_id,
         withdrawn_on AS changed_on, withdrawal_reason AS reason, [ref('commitments', commitments)] AS evidence
  FROM commitments
  WHERE withdrawn_on IS NOT NULL
  UNION ALL
  SELECT 'contract_changes:' || h.change_id, h.change_id, c.department_id, c.official_id, c.enterprise_id,
         h.changed_on, h.reason, [ref('contract_changes', h), ref('contracts', c)]
  FROM contract_changes AS h
  JOIN contracts AS c ON c.contract_id = h.contract_id
  WHERE h.initiated_by = 'department'
)
SELECT CASE WHEN reason IS NULL THEN 'undetermined' WHEN reason IN ('leadership_change', 'reorganisation', 'post_change') THEN 'flagged'
            ELSE 'kept' END AS verdict,
       unit, department_id, official_id, enterprise_id, changed_on AS "on", case_id, evidence,
       CASE WHEN reason IS NULL THEN unit || '.withdrawal_reason' END AS missing,  -- of a changed contract it is always there
       CASE WHEN reason IS NULL THEN 'no-reason' ELSE 'disowned' END AS says
FROM changed
