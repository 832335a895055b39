-- A second visit is told with the one before it, research with the case it led to; of a case the unit is the case, of what was held the holding.
SELECT story, department_id(b, section) AS department_id,
  CASE WHEN is_case(story) AND NOT is_held(story) THEN official_id(staff(b, section, draw('case officer', n, staff_count(section)))) END AS official_id,
  enterprise_id(e) AS enterprise_id,
  CASE WHEN is_held(story) THEN 'CS' || substr(inspection_id, 3) WHEN is_case(story) THEN 'CF' || substr(inspection_id, 3) ELSE inspection_id END AS unit,
  CASE
    WHEN is_held(story) THEN ['restraints:CS' || substr(inspection_id, 3)]
    WHEN is_case(story) THEN ['penalties:CF' || substr(inspection_id, 3)]
    WHEN story LIKE 'second-visit-%' THEN ['inspections:' || numbered('JC', cell) || '-' || year % 100 || 1, 'inspections:' || inspection_id]
    WHEN is_research(story) THEN ['inspections:' || inspection_id, 'penalties:CF' || substr(inspection_id, 3)]
    ELSE ['inspections:' || inspection_id]
  END AS evidence
FROM inspection
