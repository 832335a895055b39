SELECT
  project_id,
  enterprise_id(e) AS enterprise_id,
  unless_ahead(permit_on) AS permit_on,
  due_m2 AS due_area_m2,
  built_m2 AS built_area_m2
FROM project
