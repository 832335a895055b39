-- rule: pause-without-ground
-- title: {zh: 停算没有法定事由, en: A pause without a lawful ground}
-- norms: [pause-with-ground]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [pauses.pause_id]
-- judged: {zh: 一次停算, en: one pause}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [applications, pauses]
-- without: []
-- says:
--   other:
--     zh: '{department}的申请 {application_id} 自 {on} 停算办理时限（{unit}），登记的事由是“其他”，不在法定事由之内，待核实。'
--     en: 'The time limit of application {application_id} at {department} was paused on {on} ({unit}) on the ground “other”, which is none in law: to be verified.'
-- explains:
--   zh: 办理时限只因听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审停算；登记的事由是“其他”的，要求说明情况。
--   en: A time limit is paused only for a hearing, tender, auction, inspection, testing, quarantine, appraisal or expert review; the ground “other” is asked about.
-- blind:
--   zh: 登记了法定事由、实际没有做的，以及停得太久的，看不到。
--   en: 'A lawful ground recorded for something never done, or a pause far too long, it does not see.'
-- source: [行政许可法 第四十五条]
-- never_undetermined: {zh: 停算的事由和开始日都是必填, en: 'ground and first day of a pause are always there'}
-- deviates: none
-- touched_by: {applications: [pauses.application_id]}
SELECT CASE WHEN p.ground = 'other' THEN 'flagged' ELSE 'kept' END AS verdict,
       p.pause_id AS unit, a.department_id, a.handler_id AS official_id, a.enterprise_id, p.application_id,
       p.started_on AS "on", [ref('applications', a), ref('pauses', p)] AS evidence, NULL AS missing, 'other' AS says
FROM pauses AS p
JOIN applications AS a ON a.application_id = p.application_id
