-- rule: intervention-recorded
-- title: {zh: 插手工程、招标、执法的记录, en: 'Meddling in projects, tenders or enforcement on record'}
-- norms: [no-intervention]
-- kind: direct
-- level: refer
-- custody: bureau
-- one_per: [interventions.intervention_id]
-- judged: {zh: 一次登记的过问, en: one intervention on record}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [interventions, officials]
-- without: [interventions.enterprise_id]
-- says:
--   recorded:
--     zh: '{on} 登记了一次打招呼、递条子（{unit}），涉及{department}{post}（{official_id}），待核实。'
--     en: 'On {on} an intervention was recorded ({unit}) by the {post} ({official_id}) of {department}: to be verified.'
-- explains:
--   zh: 领导干部过问项目、招标、采购、执法等具体事项，经办人按规定登记的，一律移送纪检监察机构核实；登记本身不是结论。
--   en: Where somebody who handles a project, tender, purchase or case records that an official took a hand in it, the record is referred. The record is no conclusion.
-- blind:
--   zh: 没有登记的看不到；正当的工作指导误登记的也分不出来。
--   en: 'What nobody recorded it does not see, nor does it tell proper guidance recorded by mistake.'
-- source: [领导干部干预司法活动、插手具体案件处理的记录、通报和责任追究规定, 中国共产党纪律处分条例 第一百三十八条]
-- never_undetermined: {zh: 有登记即移送, en: every record is referred}
-- never_kept: {zh: 有登记即移送, en: every record is referred}
-- deviates: none
-- touched_by: {officials: [interventions.official_id]}
SELECT 'flagged' AS verdict, i.intervention_id AS unit, o.department_id, i.official_id, i.enterprise_id, i.recorded_on AS "on",
       [ref('interventions', i)] AS evidence, NULL AS missing, 'recorded' AS says
FROM interventions AS i
JOIN officials AS o ON o.official_id = i.official_id
