-- rule: offsite-fee-outstanding
-- title: {zh: 易地建设费没有按期缴清, en: Off-site fee outstanding}
-- norms: [offsite-fee-collected]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [offsite_cases.project_id]
-- judged: {zh: 一件已缴清、已到期或已发证的易地建设, en: 'one off-site case that is paid, past its day, or has its permit'}
-- day: {zh: 不用数值，每件自带期限, en: 'none: every case carries its own day'}
-- values: []
-- tables: [offsite_cases, officials, projects]
-- without: []
-- says:
--   permit:
--     zh: '项目 {unit} {permit_on} 领取许可，易地建设费当时没有缴清（缴清日 {observed}），应当先缴清、后发证，待核实。'
--     en: 'Project {unit} received its permit on {permit_on} before its off-site fee was paid ({observed}); the fee comes first: to be verified.'
--   overdue:
--     zh: '项目 {unit} 的易地建设费 {due_cny} 元最迟 {limit} 缴清，至今没有缴清，待核实。'
--     en: 'The off-site fee of project {unit}, CNY {due_cny}, was due on {limit} and is not paid in full: to be verified.'
-- explains:
--   zh: 易地建设费最迟到期当天缴清，缴清之后才发许可；同一天缴清、发证的算先缴清。过期没有缴清，或者没有缴清就发了许可的，要求说明情况。
--   en: The fee is paid in full by its due day and before the permit; on the same day will do. Unpaid past its day, or a permit before it was paid, is asked about.
-- blind:
--   zh: 看不到核定的数额对不对，也看不到缓缴有没有批准；晚缴而没有先发证的，缴清之后不再提示。
--   en: 'Whether the sum is right, or a delay was granted, it does not see; one paid late without an earlier permit is left alone once paid.'
-- source: [人民防空法 第二十二条, 河南省实施《中华人民共和国人民防空法》办法]
-- never_undetermined: {zh: 应缴数额和期限必填，没有缴费记录即没有缴, en: 'sum and day are always there; a payment that is not on record was not made'}
-- deviates:
--   zh: 表中写“过期未缴，或者发证早于缴清”。还没缴清就发了许可的，不等到期也算发证早于缴清：先缴后发，不因期限未到而可以先发。过期之后缴清了的，已不是“未缴”，又没有先发证的，不提示。
--   en: 'The table says unpaid after the due day, or a permit before the payment. A permit with nothing paid yet counts as before it even while the day is to come: the fee comes first. What was paid late is no longer unpaid, and without an earlier permit it is left alone.'
-- touched_by: {officials: [offsite_cases.handler_id = official_id], projects: [offsite_cases.project_id]}
WITH owed AS (
  SELECT c.project_id, o.department_id, c.handler_id, p.enterprise_id, c.due_cny, c.due_on, p.permit_on, ref('offsite_cases', c) AS offsite, ref('projects', p) AS project,
         CASE WHEN c.paid_cny >= c.due_cny THEN c.paid_on END AS paid_on
  FROM offsite_cases AS c
  JOIN officials AS o ON o.official_id = c.handler_id
  JOIN projects AS p ON p.project_id = c.project_id
), due AS (
  SELECT project_id, department_id, handler_id, enterprise_id, due_cny, due_on, permit_on, offsite, project, paid_on,
         coalesce(permit_on < paid_on, permit_on IS NOT NULL) AND due_cny > 0 AS too_early, paid_on IS NULL AND judged_on() > due_on AND due_cny > 0 AS overdue
  FROM owed
)
SELECT CASE WHEN too_early OR overdue THEN 'flagged' WHEN paid_on IS NOT NULL OR judged_on() > due_on THEN 'kept' END AS verdict,
       project_id AS unit, department_id, handler_id AS official_id, enterprise_id,
       CASE WHEN too_early THEN permit_on WHEN overdue THEN due_on + 1 ELSE coalesce(paid_on, due_on + 1) END AS "on",
       permit_on, paid_on AS observed, due_on AS limit_, due_cny, [offsite, project] AS evidence, NULL AS missing,
       CASE WHEN too_early THEN 'permit' ELSE 'overdue' END AS says
FROM due
