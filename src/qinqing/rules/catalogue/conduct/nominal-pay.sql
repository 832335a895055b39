-- rule: nominal-pay
-- title: {zh: 挂名领薪, en: Paid for lending a name}
-- norms: [no-nominal-pay]
-- kind: direct
-- level: refer
-- custody: organ
-- one_per: [positions.person_id, positions.enterprise_id, positions.role, positions.since]
-- judged: {zh: 公职人员或其亲属的一项挂名任职，按公职人员各算, en: 'one nominal post of an official or a relative, for each official'}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [kinships, officials, positions]
-- without: [officials.until]
-- says:
--   own:
--     zh: '{department}{post}（{official_id}）自 {since} 起在{enterprise}挂名任职，登记为取酬，待核实。'
--     en: 'The {post} ({official_id}) of {department} has held a nominal post in {enterprise} since {since}, recorded as paid: to be verified.'
--   relative:
--     zh: '{department}{post}（{official_id}）的一位亲属自 {since} 起在{enterprise}挂名任职，登记为取酬，待核实。'
--     en: 'A relative of the {post} ({official_id}) of {department} has held a nominal post in {enterprise} since {since}, recorded as paid: to be verified.'
-- explains:
--   zh: 公职人员或者他登记在册的亲属在企业挂名任职并取酬的，移送纪检监察机构核实。不取酬的挂名，这条规则视为相符。
--   en: A nominal and paid post of an official or a relative on record is referred; an unpaid one this rule takes to be in order.
-- blind:
--   zh: 登记成其他职务的挂名看不到；没有登记的亲属看不到；干没干活，不判断。
--   en: 'A name lent under another title it does not see, nor kin nobody recorded; nor whether any work was done.'
-- source: [中国共产党纪律处分条例 第一百零五条, 公职人员政务处分法 第三十三条]
-- never_undetermined: {zh: 任职和取酬必填, en: the post and its pay are always there}
-- deviates:
--   zh: 表中一项任职一件。一人可能是两名公职人员的亲属，而一条疑点只写一名人员、一个部门，所以每名公职人员各一件。任职开始以前已离任的，那时已不是公职人员，不看。
--   en: The table has one per post. A person may be kin to two officials, and a finding names one, so it is one per post and official. Who had left office before the post began was no official then and is left out.
-- touched_by: {kinships: [positions.person_id], officials: [positions.person_id = official_id, kinships.official_id]}
WITH concerned AS (
  SELECT official_id AS person_id, official_id, 'own' AS says, NULL AS kinship
  FROM officials
  UNION ALL
  SELECT person_id, official_id, 'relative' AS says, ref('kinships', kinships) AS kinship
  FROM kinships
), held AS (
  SELECT p.person_id, p.enterprise_id, p.paid, p.since, ref('positions', p) AS position, c.official_id, min(c.says) AS says, min(c.kinship) AS kinship
  FROM positions AS p
  JOIN concerned AS c ON c.person_id = p.person_id
  WHERE p.role = 'nominal' AND p.since <= judged_on()
  GROUP BY p.person_id, p.enterprise_id, p.paid, p.since, ref('positions', p), c.official_id
)
SELECT CASE WHEN h.paid THEN 'flagged' ELSE 'kept' END AS verdict, h.position || '/' || h.official_id AS unit, o.department_id, h.official_id, h.enterprise_id,
       h.since AS "on", h.since, CASE WHEN h.kinship IS NULL THEN [h.position] ELSE [h.kinship, h.position] END AS evidence, NULL AS missing, h.says
FROM held AS h
JOIN officials AS o ON o.official_id = h.official_id
WHERE coalesce(o.until, judged_on()) >= h.since
