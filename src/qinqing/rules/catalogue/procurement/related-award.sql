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
), kin AS (  -- whoever of the two put it on record
  SELECT official_id, person_id, ref('kinships', k) AS kinship
  FROM kinships AS k
  UNION ALL
  SELECT person_id, official_id, ref('kinships', k) AS kinship
  FROM kinships AS k
), one AS (  -- from who decides, or a relative, to whatever firm they hold or serve; all ties of a walk hold from `since` until `until`
  SELECT o.official_id, t.firm, t.since, t.until, [t.tie] AS path
  FROM (SELECT DISTINCT official_id FROM award) AS o
  JOIN tie AS t ON t.holder = o.official_id
  UNION ALL
  SELECT k.official_id, t.firm, t.since, t.until, [k.kinship, t.tie] AS path
  FROM kin AS k
  JOIN tie AS t ON t.holder = k.person_id
), two AS (
  SELECT o.official_id, t.firm, greatest(o.since, t.since) AS since, least(o.until, t.until) AS until, list_concat(o.path, [t.tie]) AS path
  FROM one AS o
  JOIN tie AS t ON t.holder = o.firm
), three AS (
  SELECT o.official_id, t.firm, greatest(o.since, t.since) AS since, least(o.until, t.until) AS until, list_concat(o.path, [t.tie]) AS path
  FROM two AS o
  JOIN tie AS t ON t.holder = o.firm
), walk AS (
  SELECT official_id, firm, since, until, path FROM one
  UNION ALL
  SELECT official_id, firm, since, until, path FROM two
  UNION ALL
  SELECT official_id, firm, since, until, path FROM three
), arrived AS (  -- at the winner; of several paths the shortest, then the first by id
  SELECT a.tender_id, w.path, row_number() OVER (PARTITION BY a.tender_id ORDER BY array_length(w.path), w.path) AS place
  FROM award AS a
  JOIN walk AS w ON w.official_id = a.official_id AND w.firm = a.winner_id
   AND coalesce(w.since, a.awarded_on) <= a.awarded_on AND coalesce(w.until, a.awarded_on) >= a.awarded_on
)
SELECT CASE WHEN a.winner_id IS NULL THEN 'undetermined' WHEN s.path IS NOT NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       a.tender_id AS unit, a.department_id, a.official_id, a.winner_id AS enterprise_id, a.awarded_on AS "on",
       array_length(s.path) AS observed, s.path, list_concat([a.tender], s.path) AS evidence,
       CASE WHEN a.winner_id IS NULL THEN a.tender || '.winner_id' END AS missing,
       CASE WHEN a.winner_id IS NULL THEN 'no-winner' ELSE 'reached' END AS says
FROM award AS a
LEFT JOIN arrived AS s ON s.tender_id = a.tender_id AND s.place = 1
