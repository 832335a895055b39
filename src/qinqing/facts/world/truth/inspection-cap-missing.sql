-- One row per department and year without a cap, however many firms were visited; the unit is the thing missing.
SELECT cap_story(b) AS story, department_id(b, 7) AS department_id, NULL AS official_id, NULL AS enterprise_id,
  'inspection_caps:' || department_id(b, 7) || '/' || getvariable('story_years')[1] AS unit, []::VARCHAR[] AS evidence
FROM range(bureaus()) AS t(b)
