-- rule: relative-post
-- title: {zh: 亲属在有往来的企业任职, en: A relative's post in a firm the department dealt with}
-- norms: [relatives-posts]
-- kind: link
-- level: by row
-- custody: organ
-- one_per: [positions.person_id, positions.enterprise_id, positions.role, positions.since]
-- judged: {zh: 配偶、子女及子女配偶在企业的一项任职，按公职人员各算, en: 'one post of a spouse, child or child''s spouse in a firm, for each official'}
-- day: {zh: 任职开始之日, en: the day the post began}
-- values: [relative_post_window_days]
-- tables: [applications, contracts, inspections, kinships, officials, penalties, positions]
-- measures: {zh: 天, en: days}
-- without: [applications.decided_on, applications.outcome, officials.since, officials.until, penalties.decided_on, positions.until]
-- says:
--   dealt:
--     zh: '{department}{post}（{official_id}）的{relation}自 {since} 起在{enterprise}任职（{role}），前后各 {limit} 天以内，该部门对这家企业有过执法、许可或合同（首次 {dealt_on}），待核实。'
--     en: 'The {relation} of the {post} ({official_id}) of {department} has held a post ({role}) in {enterprise} since {since}; within {limit} days before and after, the department enforced against, licensed or contracted with it (first on {dealt_on}): to be verified.'
-- explains:
--   zh: 配偶、子女及子女的配偶在企业任职，而本人所在部门在任职开始之前到结束之后的规定天数以内，检查、处罚过这家企业，与它订过合同，或者批准过它的申请，即提示：一般员工和顾问为提醒，其他职务要求说明。
--   en: A post of a spouse, child or child's spouse in a firm that the official's department inspected, penalised, contracted with or granted an application to between the set days before it began and after it ended. Employees and advisers are amber, other posts red.
-- blind:
--   zh: 没有登记的亲属和任职看不到；任职早于亲属关系的、部门之间调动的，按登记时的部门看；有没有回避，不判断。
--   en: 'Kin and posts nobody recorded it does not see; the department is the one on record; whether the official stepped back it does not judge.'
-- source: [公务员法 第七十四条、第七十六条, 中国共产党纪律处分条例 第一百零八条]
-- never_undetermined: none
-- deviates:
--   zh: 表中一项任职一件。一人可能是两名公职人员的亲属，涉及两个部门，而一条疑点只写一名人员、一个部门，所以每名公职人员各一件。任职开始以前已离任的、任职结束以后才到任的，不看：那时该部门不是他的部门；到任日没有登记的照看。
--   en: The table has one per post. A person may be kin to two officials of two departments, and a finding names one of each, so it is one per post and official. Who had left before the post began, or came after it ended, is left out, since then it was not his department; where the day of coming is not on record he is looked at.
-- touched_by: {kinships: [positions.person_id], officials: [kinships.official_id], applications: [positions.enterprise_id], contracts: [positions.enterprise_id], inspections: [positions.enterprise_id], penalties: [positions.enterprise_id]}
WITH near AS (
  SELECT official_id, person_id, min(relation) AS relation, min(ref('kinships', k)) AS kinship
  FROM kinships AS k
  WHERE relation IN ('spouse', 'child', 'child_spouse')
  GROUP BY official_id, person_id
), kin AS (
  SELECT k.official_id, k.relation, k.kinship, o.department_id, p.person_id, p.enterprise_id, p.role, p.since, p.until,
         ref('positions', p) AS position, unset('relative_post_window_days', p.since) AS missing, dated('relative_post_window_days', p.since) AS days
  FROM near AS k
  JOIN officials AS o ON o.official_id = k.official_id
  JOIN positions AS p ON p.person_id = k.person_id
  WHERE p.since <= judged_on() AND coalesce(o.until, judged_on()) >= p.since AND coalesce(o.since, p.since) <= coalesce(p.until, judged_on())
), dealing AS (
  SELECT department_id, enterprise_id, CAST(started_at AS DATE) AS dealt_on, ref('inspections', i) AS dealing FROM inspections AS i
  UNION ALL
  SELECT department_id, enterprise_id, decided_on AS dealt_on, ref('penalties', p) AS dealing FROM penalties AS p WHERE decided_on IS NOT NULL
  UNION ALL
  SELECT department_id, enterprise_id, signed_on AS dealt_on, ref('contracts', c) AS dealing FROM contracts AS c
  UNION ALL
  SELECT department_id, enterprise_id, decided_on AS dealt_on, ref('applications', a) AS dealing FROM applications AS a WHERE outcome = 'granted' AND decided_on IS NOT NULL
), met AS (  -- every dealing within the window, the first of them to be told
  SELECT k.kinship, k.position, min(d.dealt_on) AS dealt_on, array_agg(d.dealing ORDER BY d.dealing) AS dealings
  FROM kin AS k
  JOIN dealing AS d ON d.department_id = k.department_id AND d.enterprise_id = k.enterprise_id
   AND date_diff('day', d.dealt_on, k.since) <= k.days AND date_diff('day', coalesce(k.until, judged_on()), d.dealt_on) <= k.days
  GROUP BY k.kinship, k.position
)
SELECT CASE WHEN k.missing IS NOT NULL THEN 'undetermined' WHEN m.dealt_on IS NOT NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       CASE WHEN k.role IN ('employee', 'adviser') THEN 'amber' ELSE 'red' END AS level,
       k.position || '/' || k.official_id AS unit, k.department_id, k.official_id, k.enterprise_id, greatest(k.since, coalesce(m.dealt_on, k.since)) AS "on",
       k.relation, k.role, k.since, m.dealt_on, k.days AS limit_, [k.kinship, k.position] AS path, list_concat([k.kinship, k.position], coalesce(m.dealings, [])) AS evidence,
       k.missing, 'dealt' AS says
FROM kin AS k
LEFT JOIN met AS m ON m.kinship = k.kinship AND m.position = k.position
