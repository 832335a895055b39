-- rule: permit-without-defence
-- title: {zh: 没有建足防空地下室就发证, en: Permit without the shelter due}
-- norms: [defence-built]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [projects.project_id]
-- judged: {zh: 一个已领取许可的项目, en: one project with a permit}
-- day: {zh: 不用数值，应建面积记在每个项目上, en: 'none: every project carries the area due'}
-- values: []
-- tables: [offsite_cases, projects]
-- without: []
-- measures: {zh: 平方米, en: m²}
-- says:
--   short:
--     zh: '{enterprise}的项目 {unit} {on} 领取许可，应建 {limit} 平方米，实建 {observed} 平方米，也没有易地建设的记录，待核实。'
--     en: 'Project {unit} of {enterprise} received its permit on {on} with {observed} of the {limit} square metres due, and no off-site case is on record: to be verified.'
--   no-area:
--     zh: '{enterprise}的项目 {unit} {on} 领取许可，没有登记应建或实建面积，也没有易地建设的记录，无法判定。'
--     en: 'Project {unit} of {enterprise} received its permit on {on} without the area due or built on record, and without an off-site case: it cannot be told.'
-- explains:
--   zh: 领取许可的项目，防空地下室建足应建面积，或者办了易地建设；两样都没有的，要求说明情况。恰好建足不算少；应建为零的，没有登记实建面积也不必问。
--   en: A project with a permit has the shelter area due, or an off-site case; where it has neither it is asked about. Exactly the area due is enough; where none is due, none need be on record as built.
-- blind:
--   zh: 看不到应建面积算得对不对，也看不到建成之后有没有改作他用。
--   en: 'Whether the area due was reckoned right, and the shelter kept as one, it does not see.'
-- source: [人民防空法 第二十二条、第二十三条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {offsite_cases: [projects.project_id]}
WITH permitted AS (
  SELECT p.project_id, p.enterprise_id, p.permit_on, p.built_area_m2, p.due_area_m2, c.project_id IS NOT NULL AS offsite, ref('projects', p) AS project,
         CASE WHEN p.due_area_m2 IS NULL THEN '.due_area_m2' WHEN p.built_area_m2 IS NULL AND p.due_area_m2 > 0 THEN '.built_area_m2' END AS lacking
  FROM projects AS p
  LEFT JOIN offsite_cases AS c ON c.project_id = p.project_id
  WHERE p.permit_on IS NOT NULL
)
SELECT CASE WHEN offsite THEN 'kept' WHEN lacking IS NOT NULL THEN 'undetermined' WHEN built_area_m2 < due_area_m2 THEN 'flagged' ELSE 'kept' END AS verdict,
       project_id AS unit, enterprise_id, permit_on AS "on", TRY_CAST(built_area_m2 AS DECIMAL(18, 2)) AS observed, TRY_CAST(due_area_m2 AS DECIMAL(18, 2)) AS limit_,
       [project] AS evidence, project || lacking AS missing, CASE WHEN lacking IS NOT NULL THEN 'no-area' ELSE 'short' END AS says
FROM permitted
