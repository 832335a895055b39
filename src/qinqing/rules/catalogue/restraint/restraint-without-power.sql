-- rule: restraint-without-power
-- title: {zh: 查封扣押冻结没有法律依据, en: 'Sealed, seized or frozen without legal basis'}
-- norms: [restraint-by-law]
-- kind: direct
-- level: refer
-- custody: bureau
-- one_per: [restraints.restraint_id]
-- judged: {zh: 一项查封、扣押、冻结, en: 'one seal, seizure or freeze'}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [restraints]
-- without: []
-- says:
--   none:
--     zh: '{department} {on} 对{enterprise}采取的查封、扣押或冻结 {unit} 没有登记法律依据，待核实。'
--     en: 'Restraint {unit} of {department} on {enterprise}, begun on {on}, has no legal basis on record: to be verified.'
-- explains:
--   zh: 查封、扣押、冻结只能由法律、法规授权的机关依授权采取；没有登记法律依据的移送纪检监察机构核实。
--   en: Only an office that a law empowers may seal, seize or freeze; where no legal basis is on record the matter is referred.
-- blind:
--   zh: 看不到登记的依据是不是真的授了权，也看不到没有登记的措施。
--   en: 'Whether the basis on record truly empowers it does not see; nor a measure nobody recorded.'
-- source: [行政强制法 第十条、第十七条]
-- never_undetermined: {zh: 没有登记依据即没有依据可查, en: a basis that is not on record is none that could be checked}
-- deviates: none
-- touched_by: {}
SELECT CASE WHEN legal_basis IS NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       restraint_id AS unit, department_id, enterprise_id, started_on AS "on",
       [ref('restraints', restraints)] AS evidence, NULL AS missing, 'none' AS says
FROM restraints
WHERE kind IN ('seal', 'seize', 'freeze')
