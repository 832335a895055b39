-- A second visit is told with the one before it, research with the case it led to.
SELECT story, department_id(b, section) AS department_id, NULL AS official_id, enterprise_id(e) AS enterprise_id,
  inspection_id AS unit,
  CASE
    WHEN story LIKE 'second-visit-%' THEN ['inspections:' || numbered('JC', cell) || '-' || year % 100 || 1, 'inspections:' || inspection_id]
    WHEN is_research(story) THEN ['inspections:' || inspection_id, 'penalties:CF' || substr(inspection_id, 3)]
    ELSE ['inspections:' || inspection_id]
  END AS evidence
FROM inspection
