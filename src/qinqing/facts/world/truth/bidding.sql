SELECT
  story,
  department_id(b, section) AS department_id,
  official_id(o) AS official_id,
  CASE WHEN award <> 'winner-unrecorded' AND story NOT LIKE 'window-%' THEN enterprise_id(winner) END AS enterprise_id,
  tender_id AS unit, ['tenders:' || tender_id] AS evidence
FROM (SELECT * REPLACE (bidding AS story), story AS award FROM tender)
