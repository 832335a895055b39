-- rule: offsite-without-ground
-- title: {zh: 批准易地建设没有理由, en: Off-site construction approved without a ground}
-- norms: [defence-built]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [offsite_cases.project_id]
-- judged: {zh: 一件批准易地建设的项目, en: one project approved for off-site construction}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [offsite_cases, officials, projects]
-- without: []
-- says:
--   none:
--     zh: '{department} {on} 批准{enterprise}的项目 {unit} 易地建设，没有登记不宜修建的理由，待核实。'
--     en: '{department} approved off-site construction of project {unit} of {enterprise} on {on}; no ground is on record: to be verified.'
-- explains:
--   zh: 只有规定的情形才可以易地建设；批准时没有登记理由的，要求说明情况。
--   en: Only on the grounds the rules name may a shelter be built elsewhere; an approval without one on record is asked about.
-- blind:
--   zh: 看不到登记的理由属不属于规定的情形、是不是事实。
--   en: 'Whether the ground on record is one the rules name, and true, it does not see.'
-- source: [人民防空法 第二十二条, 人民防空工程建设管理规定 第四十八条]
-- never_undetermined: {zh: 没有登记理由即没有理由可查, en: a ground that is not on record is none that could be checked}
-- deviates: none
-- touched_by: {officials: [offsite_cases.handler_id = official_id], projects: [offsite_cases.project_id]}
SELECT CASE WHEN c.ground IS NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       c.project_id AS unit, o.department_id, c.handler_id AS official_id, p.enterprise_id, c.approved_on AS "on",
       [ref('offsite_cases', c)] AS evidence, NULL AS missing, 'none' AS says
FROM offsite_cases AS c
JOIN officials AS o ON o.official_id = c.handler_id
JOIN projects AS p ON p.project_id = c.project_id
