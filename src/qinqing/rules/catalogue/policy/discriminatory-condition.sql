-- rule: discriminatory-condition
-- title: {zh: 条件按所有制、地域、规模设限, en: 'A condition that shuts out by owner, place or size'}
-- norms: [equal-conditions, fair-competition-review]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [policy_conditions.condition_id, tender_conditions.condition_id]
-- judged: {zh: 政策或者招标采购中关于所有制、地域、规模的一项条件, en: 'one condition of a policy or a tender on owner, place or size'}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [policies, policy_conditions, tender_conditions, tenders]
-- without: []
-- measures: {zh: 类企业, en: kinds of firm}
-- says:
--   policy:
--     zh: '{department}的政策 {source_id} 中条件 {condition_id}（取值：{value}）在所有制、地域或规模上把 {observed} 类企业挡在门外，没有公平竞争审查加例外理由的记录，待核实。'
--     en: 'Condition {condition_id} (value: {value}) of policy {source_id} of {department} shuts out firms by owner, place or size (kinds shut out: {observed}); no fair competition review with a ground of exception is on record: to be verified.'
--   tender:
--     zh: '{department}的招标采购项目 {source_id} 中条件 {condition_id}（取值：{value}）在所有制、地域或规模上把 {observed} 类企业挡在门外，待核实。'
--     en: 'Condition {condition_id} (value: {value}) of tender {source_id} of {department} shuts out firms by owner, place or size (kinds shut out: {observed}): to be verified.'
--   unreadable:
--     zh: '{department}的 {source_id} 中条件 {condition_id}（取值：{value}）的取值或比较方式无法识读，无法判定把谁挡在门外。'
--     en: 'Condition {condition_id} (value: {value}) of {source_id} of {department} cannot be read: whom it shuts out cannot be told.'
-- explains:
--   zh: 条件不得把民营、外资、个体，外地企业，或者小型、微型企业挡在门外；只照顾中型、小型、微型或者个体的不算。政策经过公平竞争审查并有例外理由的不算，招标采购没有例外。
--   en: No condition shuts out private, foreign or individual owners, firms from elsewhere, or small and micro firms; one that favours only medium, small, micro or individual ones is none. A policy reviewed and on a ground of exception is excused, a tender never.
-- blind:
--   zh: 只读所有制、所在地、是否本地登记、规模四种属性；换个说法的限制（业绩、年限、营业收入）看不到，例外理由成不成立也不判断。地域条件不论点名哪里，都算限制外地。
--   en: 'It reads ownership, region, local registration and size alone; a limit in other words (references, age, revenue) it does not see, nor whether a ground holds. Any condition on regions counts as a limit on firms from elsewhere.'
-- source: [公平竞争审查条例（国务院令第783号）第八条、第九条、第十二条, 优化营商环境条例（国务院令第722号）第十三条, 招标投标法实施条例 第三十二条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {policies: [policy_conditions.policy_id], tenders: [tender_conditions.tender_id]}
WITH kind AS (  -- what a condition may name, whom it must not shut out, whom it may favour; rungs order the sizes
  SELECT 'ownership' AS attribute, 'state' AS value, NULL AS rung, FALSE AS guarded, FALSE AS favoured
  UNION ALL SELECT 'ownership', 'private', NULL, TRUE, FALSE
  UNION ALL SELECT 'ownership', 'foreign', NULL, TRUE, FALSE
  UNION ALL SELECT 'ownership', 'individual', NULL, TRUE, TRUE
  UNION ALL SELECT 'registered_locally', 'true', NULL, FALSE, FALSE
  UNION ALL SELECT 'registered_locally', 'false', NULL, TRUE, FALSE
  UNION ALL SELECT 'size', 'large', 'd', FALSE, FALSE
  UNION ALL SELECT 'size', 'medium', 'c', FALSE, TRUE
  UNION ALL SELECT 'size', 'small', 'b', TRUE, TRUE
  UNION ALL SELECT 'size', 'micro', 'a', TRUE, TRUE
), condition AS (
  SELECT c.condition_id, c.attribute, c.operator, lower(trim(c.value)) AS value, ref('policy_conditions', c) AS condition, 'policy' AS source,
         p.policy_id AS source_id, ref('policies', p) AS source_ref, p.department_id, p.issued_on AS day,
         p.fair_review_on IS NOT NULL AND p.fair_review_exception IS NOT NULL AS excused
  FROM policy_conditions AS c
  JOIN policies AS p ON p.policy_id = c.policy_id
  UNION ALL
  SELECT c.condition_id, c.attribute, c.operator, lower(trim(c.value)), ref('tender_conditions', c), 'tender',
         t.tender_id, ref('tenders', t), t.department_id, t.published_on, FALSE
  FROM tender_conditions AS c
  JOIN tenders AS t ON t.tender_id = c.tender_id
), admission AS (  -- for each kind of firm: does the condition name it, and does it let it in
  SELECT c.condition, c.value, k.value AS kind, k.guarded, k.favoured, '|' || c.value || '|' LIKE '%|' || k.value || '|%' AS named,
         CASE c.operator WHEN 'at_least' THEN k.rung >= bound.rung WHEN 'at_most' THEN k.rung <= bound.rung
                         WHEN 'not_in' THEN '|' || c.value || '|' NOT LIKE '%|' || k.value || '|%'
                         ELSE '|' || c.value || '|' LIKE '%|' || k.value || '|%' END AS admitted
  FROM condition AS c
  JOIN kind AS k ON k.attribute = c.attribute
  LEFT JOIN kind AS bound ON bound.attribute = c.attribute AND bound.value = c.value
), reading AS (  -- what is named must make up the whole value: anything else in it cannot be read
  SELECT condition, sum(CASE WHEN guarded AND NOT admitted THEN 1 ELSE 0 END) AS shut_out,
         bool_or(admitted) AND NOT bool_or(admitted AND NOT favoured) AS favours,
         bool_or(admitted IS NULL) OR sum(CASE WHEN named THEN length(kind) + 1 ELSE 0 END) <> max(length(value)) + 1 AS unread
  FROM admission
  GROUP BY condition
), reach AS (  -- a list of regions always leaves some out
  SELECT c.condition_id, c.value, c.condition, c.source, c.source_id, c.source_ref, c.department_id, c.day, c.excused,
         coalesce(r.unread, c.operator IN ('at_least', 'at_most') OR c.value = '') AS unread,
         CASE WHEN r.favours THEN 0 ELSE coalesce(r.shut_out, 1) END AS shut_out
  FROM condition AS c
  LEFT JOIN reading AS r ON r.condition = c.condition
  WHERE c.attribute IN ('ownership', 'region', 'registered_locally', 'size')
)
SELECT CASE WHEN excused THEN 'kept' WHEN unread THEN 'undetermined' WHEN shut_out > 0 THEN 'flagged' ELSE 'kept' END AS verdict,
       condition AS unit, department_id, day AS "on", shut_out AS observed, condition_id, source_id, value,
       [condition, source_ref] AS evidence, CASE WHEN unread AND NOT excused THEN condition || '.value' END AS missing,
       CASE WHEN unread THEN 'unreadable' ELSE source END AS says
FROM reach
