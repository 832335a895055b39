-- One inspector of the enforcement section's visits, or that section and one kind of firm.
SELECT story, department_id(b, 5) AS department_id,
  CASE story WHEN 'lets-off-what-others-penalise' THEN official_id(o) END AS official_id,
  NULL AS enterprise_id,
  department_id(b, 5) || '/' || CASE story WHEN 'lets-off-what-others-penalise' THEN official_id(o) ELSE 'outside' END AS unit,
  []::VARCHAR[] AS evidence
FROM (SELECT b, selective_story(b) AS story, inspector(b, sparing_inspector(b)) AS o FROM range(bureaus()) AS t(b))
