SELECT
  story,
  department_id(b, section) AS department_id,
  official_id(o) AS official_id,
  CASE WHEN story <> 'winner-unrecorded' THEN enterprise_id(winner) END AS enterprise_id,
  tender_id AS unit, ['tenders:' || tender_id] AS evidence
FROM tender
