-- Always chosen by the firm; paid by the firm, or by the department that needs a second opinion.
SELECT
  numbered('ZJ', i) AS service_id, application_id,
  enterprise_id(e) AS enterprise_id,
  enterprise_id(other) AS intermediary_id,
  pick('service', i, ['检测', '设计', '咨询', '测绘']) AS kind,
  'enterprise' AS chosen_by,
  CASE WHEN happens('department pays', i, 20) THEN 'department' ELSE 'enterprise' END AS payer,
  workday(accepted_no) AS engaged_on,
  yuan(200000 + draw('service fee', i, 3800000)) AS fee_cny
FROM (SELECT *, intermediary('intermediary', i, b) AS other FROM application)
WHERE happens('service', i, 15) AND part_of(e) <> 'I'
