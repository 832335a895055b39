-- Hospitality is approved beforehand or paid for by the official; planted gifts are small ones.
SELECT
  numbered('SD', i) AS declaration_id,
  official_id(o) AS official_id,
  enterprise_id(e) AS enterprise_id,
  kind, occurred_on,
  unless_ahead(declared_on) AS declared_on,
  CASE WHEN story <> 'dinner-unvalued' THEN yuan(fen) END AS value_cny,
  yuan(own_fen) AS paid_by_official_cny,
  CASE WHEN is_approved THEN plus(occurred_on, -2) END AS approved_on,
  unless_ahead(handed_in_on) AS handed_in_on
FROM declaration
