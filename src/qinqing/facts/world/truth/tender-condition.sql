SELECT
  terms_story(i) AS story,
  department_id(b, section) AS department_id,
  NULL AS official_id,
  NULL AS enterprise_id,
  'tender_conditions:' || tender_id || '-3' AS unit,
  ['tenders:' || tender_id] AS evidence
FROM tender
