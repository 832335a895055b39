-- rule: inspectors-too-few
-- title: {zh: 检查人员不足法定人数, en: Fewer inspectors than the law asks}
-- norms: [two-inspectors]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [inspections.inspection_id]
-- judged: {zh: 一次已开始的检查, en: one inspection that has begun}
-- day: {zh: 检查开始之日, en: the day the inspection began}
-- values: [penalty_min_officers]
-- tables: [inspections, inspectors]
-- without: []
-- measures: {zh: 名, en: inspectors}
-- says:
--   few:
--     zh: '{department} {on} 对{enterprise}的检查 {unit}，登记的检查人员 {observed} 名，至少应有 {limit} 名，待核实。'
--     en: 'On inspection {unit} of {enterprise} by {department} on {on} there are {observed} inspectors on record; at least {limit} are required: to be verified.'
-- explains:
--   zh: 每次检查登记的执法人员不得少于法定人数；同一人登记两次只算一人。
--   en: Every inspection has at least the officers the law asks for; a person recorded twice is one.
-- blind:
--   zh: 看不到登记的人去没去、有没有执法证，也看不到没有登记的上门。
--   en: 'Whether those recorded went, and held a card, it does not see; nor a visit nobody recorded.'
-- source: [行政处罚法 第四十二条, 河南省行政执法条例 第二十四条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {inspectors: [inspections.inspection_id]}
WITH sent AS (  -- one officer, or two at least: told by the first and the last by name, which costs less than counting them
  SELECT inspection_id, CASE WHEN min(official_id) = max(official_id) THEN 1 ELSE 1 + 1 END AS officers
  FROM inspectors
  GROUP BY inspection_id
), counted AS (  -- counted after all where two at least is not the answer: more are asked for, no number is in force, or a kept visit's is told
  SELECT i.inspection_id, count(DISTINCT p.official_id) AS officers
  FROM inspections AS i
  JOIN inspectors AS p ON p.inspection_id = i.inspection_id
  WHERE coalesce(dated('penalty_min_officers', CAST(i.started_at AS DATE)) > 1 + 1, TRUE) OR is_told('kept')
  GROUP BY i.inspection_id
), visit AS (
  SELECT i.inspection_id, i.department_id, i.enterprise_id, CAST(i.started_at AS DATE) AS day, coalesce(c.officers, s.officers, 0) AS officers
  FROM inspections AS i
  LEFT JOIN sent AS s ON s.inspection_id = i.inspection_id
  LEFT JOIN counted AS c ON c.inspection_id = i.inspection_id
)
SELECT CASE WHEN officers >= dated('penalty_min_officers', day) THEN 'kept' WHEN officers < dated('penalty_min_officers', day) THEN 'flagged'
            ELSE 'undetermined' END AS verdict,
       inspection_id AS unit, department_id, enterprise_id, day AS "on",
       officers AS observed, dated('penalty_min_officers', day) AS limit_,
       [ref('inspections', visit)] AS evidence, unset('penalty_min_officers', day) AS missing, 'few' AS says
FROM visit
