-- Nobody meddles but in a story; the secretary of the bureau records it.
SELECT
  short_numbered('GY', o) AS intervention_id,
  official_id(o) AS official_id,
  CASE story WHEN 'asked-about-a-case' THEN 'enforcement' ELSE 'procurement' END AS matter,
  NULL AS tender_id,
  enterprise_id(e) AS enterprise_id,
  official_id(official(bureau_of(o), officials_each() - 2)) AS recorded_by,
  recorded_on
FROM intervention
