-- rule: report-handled-by-reported
-- title: {zh: 举报由被反映人或其亲属办理, en: Report handled by the person reported or kin}
-- norms: [reports-independent]
-- kind: direct
-- level: refer
-- custody: organ
-- one_per: [reports.report_id]
-- judged: {zh: 一件有承办人的检举控告, en: one report that has a handler}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [kinships, officials, reports]
-- without: []
-- says:
--   self:
--     zh: '检举控告 {unit} 反映的{department}{post}（{official_id}）就是登记的承办人，待核实。'
--     en: 'Report {unit} is about the {post} ({official_id}) of {department}, who is on record as its handler: to be verified.'
--   relative:
--     zh: '检举控告 {unit} 反映{department}{post}（{official_id}），登记的承办人与其有亲属关系，待核实。'
--     en: 'Report {unit} is about the {post} ({official_id}) of {department}; its handler on record is kin: to be verified.'
--   no-handler:
--     zh: '检举控告 {unit} 没有登记承办人，是否落到被反映人手里无法判定。'
--     en: 'Report {unit} has no handler on record: whether it reached the person reported cannot be told.'
-- explains:
--   zh: 检举控告的承办人就是被反映的人，或者与其有登记在册的亲属关系，移送纪检监察机构核实。
--   en: Where the handler of a report is the person reported, or kin on record, it is referred.
-- blind:
--   zh: 没有登记的亲属、同学战友看不到；承办人之外经手的人看不到；把举报口头转告，看不到。
--   en: 'Kin nobody recorded and friends it does not see; nor other hands the report went through, nor word of mouth.'
-- source: [监察法 第五十八条, 纪检监察机关处理检举控告工作规则 第四十六条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {officials: [reports.about_official_id = official_id], kinships: [reports.about_official_id = official_id, reports.about_official_id = person_id]}
WITH kin AS (
  SELECT official_id AS one, person_id AS other, ref('kinships', k) AS kinship
  FROM kinships AS k
  UNION ALL
  SELECT person_id AS one, official_id AS other, ref('kinships', k) AS kinship
  FROM kinships AS k
), taken AS (
  SELECT r.report_id, r.about_official_id, r.handler_id, r.enterprise_id, r.received_on, ref('reports', r) AS report, min(k.kinship) AS kinship
  FROM reports AS r
  LEFT JOIN kin AS k ON k.one = r.about_official_id AND k.other = r.handler_id
  GROUP BY r.report_id, r.about_official_id, r.handler_id, r.enterprise_id, r.received_on, ref('reports', r)
)
SELECT CASE WHEN t.handler_id IS NULL THEN 'undetermined' WHEN t.handler_id = t.about_official_id OR t.kinship IS NOT NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       t.report_id AS unit, o.department_id, t.about_official_id AS official_id, t.enterprise_id, t.received_on AS "on",
       CASE WHEN t.kinship IS NULL THEN [t.report] ELSE [t.report, t.kinship] END AS evidence,
       CASE WHEN t.handler_id IS NULL THEN t.report || '.handler_id' END AS missing,
       CASE WHEN t.handler_id IS NULL THEN 'no-handler' WHEN t.handler_id = t.about_official_id THEN 'self' ELSE 'relative' END AS says
FROM taken AS t
JOIN officials AS o ON o.official_id = t.about_official_id
