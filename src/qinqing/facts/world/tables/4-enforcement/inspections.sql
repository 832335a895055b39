-- Every visit authorised days before and its code issued before the door; random ones published within weeks.
SELECT
  inspection_id,
  enterprise_id(e) AS enterprise_id,
  department_id(b, section) AS department_id,
  kind, basis,
  CASE WHEN story = 'second-visit-for-another-project' THEN numbered('XM', draw('project seen', n, getvariable('projects'))) END AS project_id,
  CASE basis WHEN 'quality_stage' THEN '防护工程质量' WHEN 'licence_site' THEN '现场核查' ELSE '日常管理' END AS item,
  CASE story
    WHEN 'authorised-at-entry' THEN at_(on_, minute)
    WHEN 'authorised-after-entry' THEN at_(on_, minute + 10)
    WHEN 'urgent-authorised-next-workday' THEN at_(workdays_after(on_, getvariable('urgent_workdays')), 1020)
    WHEN 'urgent-authorised-a-day-late' THEN at_(workdays_after(on_, getvariable('urgent_workdays') + 1), 540)
    WHEN 'never-authorised' THEN NULL
    WHEN 'urgent-never-authorised' THEN NULL
    ELSE at_(plus(on_, -between_('authorised', n, 1, 4)), 600 + draw('authorised at', n, 400))
  END AS authorised_at,
  CASE story
    WHEN 'code-at-entry' THEN at_(on_, minute)
    WHEN 'code-after-entry' THEN at_(on_, minute + 5)
    WHEN 'no-code' THEN NULL
    ELSE at_(on_, minute - 10 * between_('code', n, 2, 6))
  END AS code_issued_at,
  at_(on_, minute) AS started_at,
  at_(on_, minute + between_('length', n, 6, 24) * 5) AS ended_at,
  result,
  CASE result WHEN 'violation' THEN violation END AS violation,
  CASE kind WHEN 'random' THEN unless_ahead(workdays_after(on_, days_to_publish)) END AS published_on
FROM (
  SELECT *,
    CASE story
      WHEN 'result-on-last-workday' THEN getvariable('publish_visit_workdays')
      WHEN 'result-a-day-late' THEN getvariable('publish_visit_workdays') + 1
      WHEN 'result-never-published' THEN NULL
      ELSE between_('published', n, 3, getvariable('publish_visit_workdays') - 4)
    END AS days_to_publish
  FROM inspection
)
