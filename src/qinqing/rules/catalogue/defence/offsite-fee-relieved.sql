-- rule: offsite-fee-relieved
-- title: {zh: 易地建设费减免没有依据, en: Off-site fee reduced without a ground on the list}
-- norms: [relief-by-list]
-- kind: direct
-- level: refer
-- custody: bureau
-- one_per: [offsite_cases.project_id]
-- judged: {zh: 一件批准易地建设的项目, en: one project approved for off-site construction}
-- day: {zh: 不用数值，看批准当天的减免目录, en: 'none: the list of reductions in force on the day of approval'}
-- values: []
-- tables: [offsite_cases, officials, projects, relief_codes]
-- without: []
-- measures: {zh: 元, en: CNY}
-- says:
--   relieved:
--     zh: '{department} {on} 批准项目 {unit} 易地建设，按面积和标准应缴 {limit} 元，核定 {observed} 元，少 {amount_cny} 元，减免依据不在目录之内，待核实。'
--     en: '{department} approved off-site construction of project {unit} on {on}: area times standard is CNY {limit}, set at CNY {observed}, CNY {amount_cny} less; the ground is not on the list: to be verified.'
--   no-area:
--     zh: '项目 {unit} 批准易地建设，没有登记面积或者标准，核定的易地建设费 {observed} 元是否减免无法判定。'
--     en: 'Project {unit} was approved for off-site construction without area or standard on record: whether its fee of CNY {observed} was reduced cannot be told.'
-- explains:
--   zh: 核定的易地建设费少于面积乘以标准的，减免依据应当在批准当天有效的减免目录之内；目录开始和截止的当天都有效。不足一分的按四舍五入。
--   en: A fee set below area times standard has a ground on the list of reductions in force on the day of approval, its first and last days included; sums are rounded to the fen.
-- blind:
--   zh: 看不到面积、标准登记得实不实，也看不到企业符不符合减免条件。
--   en: 'Whether area and standard are true, and the firm meets the ground, it does not see.'
-- source: [国家国防动员办公室、国家发展改革委关于防空地下室易地建设费的规定, 优化营商环境条例（国务院令第722号）第二十五条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {officials: [offsite_cases.handler_id = official_id], projects: [offsite_cases.project_id], relief_codes: [offsite_cases.relief_code]}
WITH listed AS (
  SELECT DISTINCT c.project_id
  FROM offsite_cases AS c
  JOIN relief_codes AS r ON r.relief_code = c.relief_code AND r.since <= c.approved_on AND (r.until IS NULL OR r.until >= c.approved_on)
), approved AS (
  SELECT c.project_id, o.department_id, c.handler_id, p.enterprise_id, c.approved_on, c.due_cny, ref('offsite_cases', c) AS offsite,
         TRY_CAST(c.area_m2 * c.standard_cny AS DECIMAL(18, 2)) AS full_cny, l.project_id IS NOT NULL AS on_list,
         CASE WHEN c.standard_cny IS NULL THEN '.standard_cny'
              WHEN TRY_CAST(c.area_m2 * c.standard_cny AS DECIMAL(18, 2)) IS NULL THEN '.area_m2' END AS lacking
  FROM offsite_cases AS c
  JOIN officials AS o ON o.official_id = c.handler_id
  JOIN projects AS p ON p.project_id = c.project_id
  LEFT JOIN listed AS l ON l.project_id = c.project_id
)
SELECT CASE WHEN on_list THEN 'kept' WHEN lacking IS NOT NULL THEN 'undetermined' WHEN due_cny < full_cny THEN 'flagged' ELSE 'kept' END AS verdict,
       project_id AS unit, department_id, handler_id AS official_id, enterprise_id, approved_on AS "on", due_cny AS observed, full_cny AS limit_,
       greatest(full_cny - due_cny, 0) AS amount_cny, [offsite] AS evidence, offsite || lacking AS missing,
       CASE WHEN lacking IS NOT NULL THEN 'no-area' ELSE 'relieved' END AS says
FROM approved
