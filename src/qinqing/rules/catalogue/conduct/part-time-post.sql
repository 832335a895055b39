-- rule: part-time-post
-- title: {zh: 在职在企业兼职, en: Post in an enterprise while in office}
-- norms: [no-outside-posts]
-- kind: direct
-- level: red
-- custody: organ
-- one_per: [positions.person_id, positions.enterprise_id, positions.role, positions.since]
-- judged: {zh: 在职人员在企业的一项任职, en: one post in an enterprise held while in office}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [officials, positions]
-- without: [officials.since, officials.until, positions.until]
-- says:
--   paid:
--     zh: '{department}{post}（{official_id}）在职期间在{enterprise}任职（{role}，自 {since} 起），登记为取酬，待核实。'
--     en: 'The {post} ({official_id}) of {department} held a post in {enterprise} while in office ({role}, from {since}), recorded as paid: to be verified.'
--   unapproved:
--     zh: '{department}{post}（{official_id}）在职期间在{enterprise}任职（{role}，自 {since} 起），没有批准记录，待核实。'
--     en: 'The {post} ({official_id}) of {department} held a post in {enterprise} while in office ({role}, from {since}) without approval on record: to be verified.'
-- explains:
--   zh: 在职期间在企业任职，取酬的，或者没有批准的，要求说明情况。经批准且不取酬的，相符。任职与在职的日期有一天重合就算。
--   en: A post in an enterprise held while in office and paid, or without approval, is pointed out; an approved and unpaid one is in order. One day in common is enough.
-- blind:
--   zh: 没有登记的任职看不到；批准机关有没有权限、是不是事后补批，不判断。
--   en: 'Posts nobody recorded it does not see; nor whether who approved might, or approved in time.'
-- source: [公务员法 第四十四条、第五十九条, 公职人员政务处分法 第三十六条]
-- never_undetermined: {zh: 取酬必填，没有批准日期就是没有批准, en: 'pay is always there, and no day of approval is no approval'}
-- deviates: none
-- touched_by: {officials: [positions.person_id = official_id]}
WITH held AS (
  SELECT p.person_id, p.enterprise_id, p.role, p.paid, p.approved_on, p.since, ref('positions', p) AS position, o.department_id,
         greatest(p.since, coalesce(o.since, p.since)) AS both_since, least(coalesce(p.until, judged_on()), coalesce(o.until, judged_on()), judged_on()) AS both_until
  FROM positions AS p
  JOIN officials AS o ON o.official_id = p.person_id
)
SELECT CASE WHEN paid OR approved_on IS NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       position AS unit, department_id, person_id AS official_id, enterprise_id, both_since AS "on", role, since, [position] AS evidence,
       NULL AS missing, CASE WHEN paid THEN 'paid' ELSE 'unapproved' END AS says
FROM held
WHERE both_since <= both_until
