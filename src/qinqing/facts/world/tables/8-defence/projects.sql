SELECT
  project_id,
  enterprise_id(e) AS enterprise_id,
  unless_ahead(workday_from(plus(offered_on, CASE WHEN is_offsite THEN 40 ELSE 15 END))) AS permit_on,
  due_m2 AS due_area_m2,
  CASE WHEN is_offsite THEN due_m2 - short_m2 ELSE due_m2 + 10 * draw('more built', i, 5) END AS built_area_m2
FROM project
