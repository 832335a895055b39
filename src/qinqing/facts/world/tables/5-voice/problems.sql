SELECT
  problem_id,
  enterprise_id(e) AS enterprise_id,
  official_id(o) AS official_id,
  raised_on, due_on, resolved_on,
  CASE WHEN resolved_on IS NOT NULL AND story <> 'solution-unanswered' THEN story <> 'solution-denied' END AS enterprise_confirmed,
  transfers
FROM problem
