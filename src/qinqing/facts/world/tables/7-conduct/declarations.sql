-- Hospitality is approved beforehand or paid for by the official; planted gifts are small ones.
SELECT
  numbered('SD', i) AS declaration_id,
  official_id(o) AS official_id,
  enterprise_id(e) AS enterprise_id,
  kind, occurred_on,
  unless_ahead(declared_on) AS declared_on,
  yuan(fen) AS value_cny,
  CASE WHEN is_treat AND NOT happens('approved', i, 60) THEN yuan(fen) END AS paid_by_official_cny,
  CASE WHEN is_treat AND happens('approved', i, 60) THEN plus(occurred_on, -2) END AS approved_on,
  unless_ahead(handed_in_on) AS handed_in_on
FROM (
  SELECT *,
    kind IN ('hospitality', 'travel', 'sport', 'entertainment') AS is_treat,
    3000 + draw('worth', i, 60) * 1000 AS fen
  FROM declaration
)
