-- rule: supplier-entry-barrier
-- title: {zh: 要求供应商在本地备案登记, en: Suppliers asked to file or settle locally}
-- norms: [equal-conditions]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [policy_conditions.condition_id, tender_conditions.condition_id]
-- judged: {zh: 政策或者招标采购中的一项条件, en: one condition of a policy or a tender}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [policies, policy_conditions, tender_conditions, tenders]
-- without: []
-- says:
--   policy:
--     zh: '{department}的政策 {source_id} 中条件 {condition_id} 要求供应商在本地备案、登记或者设点，待核实。'
--     en: 'Condition {condition_id} of policy {source_id} of {department} asks suppliers for local filing, registration or presence: to be verified.'
--   tender:
--     zh: '{department}的招标采购项目 {source_id} 中条件 {condition_id} 要求供应商在本地备案、登记或者设点，待核实。'
--     en: 'Condition {condition_id} of tender {source_id} of {department} asks suppliers for local filing, registration or presence: to be verified.'
-- explains:
--   zh: 政策和招标采购的条件，不得要求供应商在本地备案、登记或者设立机构；写明不要求的不算。
--   en: No condition of a policy or tender asks suppliers to file, register or settle locally; one that says it is not asked is no such condition.
-- blind:
--   zh: 没有写进条件、在办事时另行提出的要求看不到；以业绩、荣誉等名目变相要求本地的也看不到。
--   en: 'What is asked at the counter and stands in no condition it does not see, nor a local demand in the guise of references or awards.'
-- source: [公平竞争审查条例（国务院令第783号）第八条、第九条, 招标投标法实施条例 第三十二条]
-- never_undetermined: {zh: 条件的属性、比较和取值都是必填, en: 'attribute, operator and value of a condition are always there'}
-- deviates: none
-- touched_by: {policies: [policy_conditions.policy_id], tenders: [tender_conditions.tender_id]}
WITH condition AS (
  SELECT 'policy' AS says, p.policy_id AS source_id, p.department_id, p.issued_on AS day, c.condition_id, c.attribute,
         c.operator, lower(trim(c.value)) AS value, ref('policy_conditions', c) AS condition, ref('policies', p) AS source
  FROM policy_conditions AS c
  JOIN policies AS p ON p.policy_id = c.policy_id
  UNION ALL
  SELECT 'tender' AS says, t.tender_id AS source_id, t.department_id, t.published_on AS day, c.condition_id, c.attribute,
         c.operator, lower(trim(c.value)) AS value, ref('tender_conditions', c) AS condition, ref('tenders', t) AS source
  FROM tender_conditions AS c
  JOIN tenders AS t ON t.tender_id = c.tender_id
)
SELECT CASE WHEN attribute <> 'local_filing' THEN 'kept'
            WHEN value = 'false' AND operator <> 'not_in' THEN 'kept' WHEN value = 'true' AND operator = 'not_in' THEN 'kept'
            ELSE 'flagged' END AS verdict,
       condition AS unit, department_id, day AS "on", condition_id, source_id,
       [condition, source] AS evidence, NULL AS missing, says
FROM condition
