-- rule: restraint-revoked
-- title: {zh: 强制措施因违法被撤销, en: Restraint revoked as unlawful}
-- norms: [restraint-by-law]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [restraints.restraint_id]
-- judged: {zh: 一项强制措施, en: one restraint}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [restraints]
-- without: []
-- says:
--   revoked:
--     zh: '{department} {started_on} 对{enterprise}采取的强制措施 {unit} 登记为因不合法被撤销，原因和处理情况待核实。'
--     en: 'Restraint {unit} of {department} on {enterprise}, begun on {started_on}, is recorded as revoked for unlawfulness; why, and what was done about it, is to be verified.'
-- explains:
--   zh: 被复议机关、法院或者上级机关以违法为由撤销的强制措施，要求说明情况。责令停工也算。
--   en: A restraint that was revoked as unlawful on review, by a court or from above is asked about; a stop of work too.
-- blind:
--   zh: 看不到没有人申请复议、起诉的，也看不到被撤销的轻重和赔偿。
--   en: 'What nobody contested it does not see, nor how grave the fault was and whether the firm was compensated.'
-- source: [行政强制法 第六十一条至第六十四条, 行政复议法 第六十四条]
-- never_undetermined: {zh: 是否因违法撤销必填, en: whether it was revoked as unlawful is always there}
-- deviates: none
-- touched_by: {}
SELECT CASE WHEN revoked_as_unlawful THEN 'flagged' ELSE 'kept' END AS verdict,
       restraint_id AS unit, department_id, enterprise_id, coalesce(ended_on, started_on) AS "on", started_on,
       [ref('restraints', restraints)] AS evidence, NULL AS missing, 'revoked' AS says
FROM restraints
