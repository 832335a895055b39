-- rule: correction-repeated
-- title: {zh: 补正通知不止一次, en: More than one correction notice}
-- norms: [one-time-notice]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [correction_notices.application_id]
-- judged: {zh: 一件发过补正通知的申请, en: one application returned for correction}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [applications, correction_notices]
-- without: []
-- measures: {zh: 次, en: notices}
-- says:
--   repeated:
--     zh: '{department}的申请 {unit} 先后发出 {observed} 次补正通知，第二次在 {on}，应当一次告知，待核实。'
--     en: 'Application {unit} at {department} was returned for correction {observed} times, the second time on {on}; one notice is to name everything: to be verified.'
-- explains:
--   zh: 需要补正的内容一次告知；同一件申请发出第二次补正通知的，提醒。同一天发两次也是两次。
--   en: Whatever is to be corrected is named once; a second notice on the same application is pointed out, on the same day too.
-- blind:
--   zh: 口头要求补材料看不到；企业补交的材料又有新问题、确需再次告知的，从记录上分不出来。
--   en: 'What is asked for by word of mouth it does not see, nor whether the corrected papers raised a new fault.'
-- source: [行政许可法 第三十二条]
-- never_undetermined: {zh: 补正通知的申请和日期都是必填, en: 'application and day of a notice are always there'}
-- deviates: none
-- touched_by: {applications: [correction_notices.application_id]}
WITH noticed AS (
  SELECT application_id, count(*) AS notices, min(issued_on) AS first_on, CASE WHEN count(*) > 1 THEN 'flagged' ELSE 'kept' END AS verdict
  FROM correction_notices
  GROUP BY application_id
), listed AS (  -- the notices behind what is told
  SELECT n.application_id, nth(list_sort(array_agg(c.issued_on)), 1 + 1) AS second_on, array_agg(ref('correction_notices', c)) AS evidence
  FROM noticed AS n JOIN correction_notices AS c ON c.application_id = n.application_id
  WHERE is_told(n.verdict)
  GROUP BY n.application_id
)
SELECT n.verdict, n.application_id AS unit, a.department_id, a.handler_id AS official_id, a.enterprise_id,
       coalesce(l.second_on, n.first_on) AS "on", n.notices AS observed, 1 AS limit_,
       list_sort(list_concat([ref('applications', a)], l.evidence)) AS evidence, NULL AS missing, 'repeated' AS says
FROM noticed AS n
JOIN applications AS a ON a.application_id = n.application_id
LEFT JOIN listed AS l ON l.application_id = n.application_id
