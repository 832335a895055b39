SELECT
  numbered('SF', i) AS fee_id,
  enterprise_id(e) AS enterprise_id,
  department_id(i % bureaus(), 6) AS department_id,
  fee.item AS item,
  (1 + draw('quantity', i, 400))::DOUBLE AS quantity,
  busy_day('fee', i, 0) AS charged_on,
  yuan(fee.fen * (1 + draw('quantity', i, 400))) AS amount_cny,
  'tax' AS collected_by
FROM (
  SELECT i, any_firm('fee', i, i % bureaus()) AS e,
    pick('fee item', i, [{'item': '人防工程使用费', 'fen': 2400}, {'item': '资料复制费', 'fen': 50}]) AS fee
  FROM range(firms() // 4) AS t(i)
)
