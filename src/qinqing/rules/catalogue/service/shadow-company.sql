-- rule: shadow-company
-- title: {zh: 中介与经办人有关联, en: Intermediary within reach of who handles the case}
-- norms: [no-shadow-company]
-- kind: link
-- level: refer
-- custody: organ
-- one_per: [intermediary_services.service_id]
-- judged: {zh: 一件事项中收费的一次中介服务, en: one paid service of an intermediary in a case}
-- day: {zh: 不用数值，关系按委托当天, en: 'none: ties are those in force on the day of the engagement'}
-- values: []
-- tables: [applications, holdings, intermediary_services, kinships, positions]
-- without: [holdings.since, holdings.until, positions.until]
-- measures: {zh: 步, en: steps}
-- says:
--   reached:
--     zh: '{on} 委托的中介服务 {unit} 由{enterprise}收费；从经办该事项的{department}{post}（{official_id}）出发，经 {observed} 步亲属、持股或任职关系到达该中介，待核实。'
--     en: 'Service {unit}, engaged on {on}, was paid to {enterprise}, which is reached from the {post} ({official_id}) of {department} who handles the case in {observed} steps of kinship, holdings or positions: to be verified.'
-- explains:
--   zh: 从事项的经办人或他的一位亲属（由哪一方登记都算）出发，沿着委托当天有效的持股和任职走一到三步，能走到该事项中收费的中介机构的，移送纪检监察机构核实。给出最短的一条路径。
--   en: From the person who handles the case, or one relative (whichever of them recorded it), along one to three holdings or positions in force on the day of the engagement to the intermediary paid in it. The shortest path is the evidence.
-- blind:
--   zh: 没有登记的亲属、代持看不到；没有挂在事项上的服务不看。
--   en: 'Unrecorded kin and nominees it does not see, nor services tied to no case.'
-- source: [公务员法 第七十六条, 优化营商环境条例（国务院令第722号）第四十三条]
-- never_undetermined: {zh: 经办人、中介和委托之日必填, en: 'handler, intermediary and day are always there'}
-- deviates: none
-- touched_by: {applications: [intermediary_services.application_id], holdings: [intermediary_services.intermediary_id = enterprise_id, holdings.holder_id = enterprise_id, positions.person_id = enterprise_id], positions: [intermediary_services.intermediary_id = enterprise_id, holdings.holder_id = enterprise_id, positions.person_id = enterprise_id], kinships: [applications.handler_id = official_id, applications.handler_id = person_id]}
WITH paid AS (
  SELECT s.service_id, a.department_id, a.handler_id AS official_id, s.intermediary_id, s.engaged_on, ref('intermediary_services', s) AS service, ref('applications', a) AS application
  FROM intermediary_services AS s
  JOIN applications AS a ON a.application_id = s.application_id
  WHERE s.fee_cny > 0
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
), one AS (  -- from who handles the case, or a relative, to whatever firm they hold or serve; all ties of a walk hold from `since` until `until`
  SELECT o.official_id, t.firm, t.since, t.until, [t.tie] AS path
  FROM (SELECT DISTINCT official_id FROM paid) AS o
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
), arrived AS (  -- at the intermediary; of several paths the shortest, then the first by id
  SELECT a.service_id, w.path, row_number() OVER (PARTITION BY a.service_id ORDER BY array_length(w.path), w.path) AS place
  FROM paid AS a
  JOIN walk AS w ON w.official_id = a.official_id AND w.firm = a.intermediary_id
   AND coalesce(w.since, a.engaged_on) <= a.engaged_on AND coalesce(w.until, a.engaged_on) >= a.engaged_on
)
SELECT CASE WHEN s.path IS NOT NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       a.service_id AS unit, a.department_id, a.official_id, a.intermediary_id AS enterprise_id, a.engaged_on AS "on",
       array_length(s.path) AS observed, s.path, list_concat([a.service, a.application], s.path) AS evidence, NULL AS missing, 'reached' AS says
FROM paid AS a
LEFT JOIN arrived AS s ON s.service_id = a.service_id AND s.place = 1
