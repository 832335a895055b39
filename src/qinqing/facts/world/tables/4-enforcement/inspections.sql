-- Every visit authorised days before and its code issued before the door; random ones published within weeks.
SELECT
  inspection_id,
  enterprise_id(e) AS enterprise_id,
  department_id(b, section) AS department_id,
  kind, basis,
  CASE basis WHEN 'quality_stage' THEN '防护工程质量' WHEN 'licence_site' THEN '现场核查' ELSE '日常管理' END AS item,
  at_(plus(on_, -between_('authorised', n, 1, 4)), 600 + draw('authorised at', n, 400)) AS authorised_at,
  at_(on_, minute - 10 * between_('code', n, 2, 6)) AS code_issued_at,
  at_(on_, minute) AS started_at,
  at_(on_, minute + between_('length', n, 6, 24) * 5) AS ended_at,
  result,
  CASE result WHEN 'violation' THEN violation END AS violation,
  CASE kind WHEN 'random' THEN unless_ahead(workdays_after(on_, days_to_publish)) END AS published_on
FROM (SELECT *, between_('published', n, 3, getvariable('publish_visit_workdays') - 4) AS days_to_publish FROM inspection)
