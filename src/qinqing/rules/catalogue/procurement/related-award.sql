-- rule: related-award
-- title: {zh: 中标企业与决定人有关联, en: Award to a firm within reach of who decided}
-- norms: [no-related-award]
-- kind: link
-- level: refer
-- custody: organ
-- one_per: [tenders.tender_id]
-- judged: {zh: 一个已定标的项目, en: one tender that was awarded}
-- day: {zh: 不用数值，关系按定标当天, en: 'none: ties are those in force on the day of the award'}
-- values: []
-- tables: [holdings, kinships, positions, tenders]
-- without: [holdings.since, holdings.until, positions.until]
-- measures: {zh: 步, en: steps}
-- says:
--   reached:
--     zh: '项目 {unit} {on} 定标给{enterprise}；从作出决定的{department}{post}（{official_id}）出发，经 {observed} 步亲属、持股或任职关系到达该企业，待核实。'
--     en: 'Tender {unit} was awarded on {on} to {enterprise}, which is reached from the deciding {post} ({official_id}) of {department} in {observed} steps of kinship, holdings or positions: to be verified.'
--   no-winner:
--     zh: '{department}的项目 {unit} 已定标，但没有登记中标企业，无法判定有无关联。'
--     en: 'Tender {unit} of {department} was awarded, but its winner is not on record: whether there is a tie cannot be told.'
-- explains:
--   zh: 从作出定标决定的人或他的一位亲属（由哪一方登记都算）出发，沿着定标当天有效的持股和任职走一到三步，能走到中标企业的，移送纪检监察机构核实。给出最短的一条路径。
--   en: From the person who decided, or one relative (whichever of them recorded it), along one to three holdings or positions in force on the day of the award to the winner. The shortest path is the evidence.
-- blind:
--   zh: 没有登记的亲属、代持和口头安排看不到；只顺着持股和任职往下走，不从企业回到它的其他股东。
--   en: 'Unrecorded kin, nominees and oral deals it does not see. Paths run from holder to firm, never back to a firm''s other holders.'
-- source: [招标投标法实施条例 第四十六条, 公务员法 第七十六条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {holdings: [tenders.winner_id = enterprise_id, holdings.holder_id = enterprise_id, positions.person_id = enterprise_id], positions: [tenders.winner_id = enterprise_id, holdings.holder_id = enterprise_id, positions.person_id = enterprise_id], kinships: [tenders.official_id, tenders.official_id = person_id]}
WITH award AS (
  SELECT tender_id, department_id, official_id, winner_id, awarded_on, ref('tenders', t) AS tender
  FROM tenders AS t
  WHERE awarded_on IS NOT NULL
), tie AS (
  SELECT holder_id AS holder, enterprise_id AS firm, since, until, ref('holdings', h) AS tie
  FROM holdings AS h
  UNION ALL
  SELECT person_id AS holder, enterprise_id AS firm, since, until, ref('positions', p) AS tie
  FROM positions AS p
), one AS (  -- from the winner back to whoever holds it; of several ways to a holder, the first by id goes on
  SELECT a.tender_id, a.official_id, a.awarded_on, t.holder, min([t.tie]) AS path
  FROM award AS a
  JOIN tie AS t ON t.firm = a.winner_id
   AND coalesce(t.since, a.awarded_on) <= a.awarded_on AND coalesce(t.until, a.awarded_on) >= a.awarded_on
  GROUP BY a.tender_id, a.official_id, a.awarded_on, t.holder
), two AS (
  SELECT o.tender_id, o.official_id, o.awarded_on, t.holder, min(list_concat([t.tie], o.path)) AS path
  FROM one AS o
  JOIN tie AS t ON t.firm = o.holder
   AND coalesce(t.since, o.awarded_on) <= o.awarded_on AND coalesce(t.until, o.awarded_on) >= o.awarded_on
  GROUP BY o.tender_id, o.official_id, o.awarded_on, t.holder
), three AS (
  SELECT o.tender_id, o.official_id, o.awarded_on, t.holder, min(list_concat([t.tie], o.path)) AS path
  FROM two AS o
  JOIN tie AS t ON t.firm = o.holder
   AND coalesce(t.since, o.awarded_on) <= o.awarded_on AND coalesce(t.until, o.awarded_on) >= o.awarded_on
  GROUP BY o.tender_id, o.official_id, o.awarded_on, t.holder
), walk AS (
  SELECT tender_id, official_id, holder, path FROM one
  UNION ALL
  SELECT tender_id, official_id, holder, path FROM two
  UNION ALL
  SELECT tender_id, official_id, holder, path FROM three
), kin AS (  -- whoever of the two put it on record
  SELECT official_id AS one, person_id AS other, ref('kinships', k) AS kinship
  FROM kinships AS k
  UNION ALL
  SELECT person_id AS one, official_id AS other, ref('kinships', k) AS kinship
  FROM kinships AS k
), arrived AS (  -- at who decided, or at a relative of his
  SELECT tender_id, path
  FROM walk
  WHERE holder = official_id
  UNION ALL
  SELECT w.tender_id, list_concat([k.kinship], w.path) AS path
  FROM walk AS w
  JOIN kin AS k ON k.one = w.official_id AND k.other = w.holder
), shortest AS (
  SELECT tender_id, path, row_number() OVER (PARTITION BY tender_id ORDER BY array_length(path), path) AS place
  FROM arrived
)
SELECT CASE WHEN a.winner_id IS NULL THEN 'undetermined' WHEN s.path IS NOT NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       a.tender_id AS unit, a.department_id, a.official_id, a.winner_id AS enterprise_id, a.awarded_on AS "on",
       array_length(s.path) AS observed, s.path, list_concat([a.tender], s.path) AS evidence,
       CASE WHEN a.winner_id IS NULL THEN a.tender || '.winner_id' END AS missing,
       CASE WHEN a.winner_id IS NULL THEN 'no-winner' ELSE 'reached' END AS says
FROM award AS a
LEFT JOIN shortest AS s ON s.tender_id = a.tender_id AND s.place = 1
