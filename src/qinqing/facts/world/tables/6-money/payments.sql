SELECT numbered('ZF', p) || '-' || nth AS payment_id, numbered('YF', p) AS payable_id, paid_on, yuan(fen) AS amount_cny
FROM (
  SELECT
    p, unnest([1, 2]) AS nth,
    unnest([plus(delivered_on, first_paid_after), plus(delivered_on, last_paid_after)]) AS paid_on,
    unnest([part_fen // 2, part_fen - disputed_fen - CASE WHEN first_paid_after IS NULL THEN 0 ELSE part_fen // 2 END]) AS fen
  FROM payable
)
WHERE paid_on <= last_day()
