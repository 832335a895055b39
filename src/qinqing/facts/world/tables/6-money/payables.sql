SELECT
  numbered('YF', p) AS payable_id,
  numbered('HT', i) AS contract_id,
  delivered_on, term_days,
  yuan(part_fen) AS amount_cny,
  retention,
  CASE WHEN disputed_fen > 0 THEN yuan(disputed_fen) END AS disputed_cny,
  CASE story WHEN 'late-at-agreed-rate' THEN 0.06 END AS agreed_annual_rate
FROM payable
