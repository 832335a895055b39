SELECT
  tender_id,
  CASE category WHEN 'works' THEN 'tender_law' ELSE 'procurement' END AS regime,
  department_id(b, section) AS department_id,
  official_id(o) AS official_id,
  category, method, published_on, closes_on, awarded_on,
  yuan(budget_fen) AS budget_cny,
  CASE WHEN awarded_on IS NOT NULL AND story <> 'winner-unrecorded' THEN enterprise_id(winner) END AS winner_id
FROM tender
