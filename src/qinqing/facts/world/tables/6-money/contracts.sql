SELECT
  numbered('HT', i) AS contract_id, regime,
  department_id(b, section) AS department_id,
  enterprise_id(e) AS enterprise_id,
  size AS size_at_signing,
  official_id(o) AS official_id,
  tender_id, category, signed_on,
  yuan(fen) AS amount_cny
FROM contract
WHERE signed_on <= last_day()
