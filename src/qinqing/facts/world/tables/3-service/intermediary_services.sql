-- Chosen by the firm, but for some stories; paid by the firm, or by the department that needs a second opinion.
SELECT
  numbered('ZJ', i) AS service_id,
  CASE WHEN story NOT IN ('provider-picked-without-application', 'affiliated-without-application') THEN application_id END
    AS application_id,
  enterprise_id(e) AS enterprise_id,
  enterprise_id(other) AS intermediary_id,
  pick('service', i, ['检测', '设计', '咨询', '测绘']) AS kind,
  CASE WHEN story IN ('provider-picked-for-the-firm', 'provider-picked-without-application', 'department-picks-and-pays')
    THEN 'department' ELSE 'enterprise' END AS chosen_by,
  CASE
    WHEN story = 'department-picks-and-pays' THEN 'department'
    WHEN story = 'plain' AND happens('department pays', i, 20) THEN 'department'
    ELSE 'enterprise'
  END AS payer,
  engaged_on,
  yuan(CASE WHEN story LIKE '%-unpaid' THEN 0 ELSE 200000 + draw('service fee', i, 3800000) END) AS fee_cny
FROM service
