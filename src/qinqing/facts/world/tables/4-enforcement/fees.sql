SELECT
  numbered('SF', i) AS fee_id,
  enterprise_id(e) AS enterprise_id,
  department_id(b, 6) AS department_id,
  CASE story WHEN 'fee-off-catalogue' THEN '会务服务费' WHEN 'fee-under-an-old-name' THEN '人防资料费' ELSE fee.item END AS item,
  CASE WHEN story NOT LIKE '%without-quantity%' THEN quantity::DOUBLE END AS quantity,
  charged_on,
  yuan(fee.fen * CASE WHEN story LIKE '%without-quantity%' THEN 1 ELSE quantity END
    + CASE WHEN story IN ('fee-a-fen-over', 'fee-over-without-quantity') THEN 1 ELSE 0 END) AS amount_cny,
  'tax' AS collected_by
FROM fee
