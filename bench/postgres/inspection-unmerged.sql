SELECT inspection_id, before, department_id, enterprise_id, day - before_on AS days
FROM (SELECT inspection_id, department_id, enterprise_id, CAST(started_at AS date) AS day, lag(inspection_id) OVER w AS before,
             lag(CAST(started_at AS date)) OVER w AS before_on
      FROM inspections
      WHERE basis = 'plan'
      WINDOW w AS (PARTITION BY department_id, enterprise_id, project_id ORDER BY started_at, inspection_id)) AS planned
WHERE day - before_on <= 30
