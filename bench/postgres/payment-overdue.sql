WITH owing AS (
  SELECT p.payable_id, p.contract_id, p.agreed_annual_rate, greatest(p.amount_cny - coalesce(p.disputed_cny, 0), 0) AS owed_cny,
         p.delivered_on + CAST(greatest(CASE WHEN coalesce(p.retention, FALSE) OR c.size_at_signing = 'large' THEN p.term_days
                                             WHEN c.size_at_signing IS NOT NULL THEN least(coalesce(p.term_days, 30), 60) END, 0) AS int) AS due_on
  FROM payables AS p
  JOIN contracts AS c ON c.contract_id = p.contract_id
  WHERE (coalesce(p.retention, FALSE) OR c.size_at_signing = 'large') AND p.term_days IS NOT NULL
     OR NOT (coalesce(p.retention, FALSE) OR c.size_at_signing = 'large') AND c.size_at_signing IS NOT NULL
), late AS MATERIALIZED (
  SELECT o.payable_id, o.contract_id, o.agreed_annual_rate, o.owed_cny, o.due_on, coalesce(sum(m.amount_cny) FILTER (WHERE m.paid_on <= o.due_on), 0) AS paid_cny
  FROM owing AS o
  LEFT JOIN payments AS m ON m.payable_id = o.payable_id
  WHERE o.due_on < DATE '2026-10-30'
  GROUP BY o.payable_id, o.contract_id, o.agreed_annual_rate, o.owed_cny, o.due_on
  HAVING o.owed_cny > coalesce(sum(m.amount_cny) FILTER (WHERE m.paid_on <= o.due_on), 0)
), turns AS (
  SELECT payable_id, day, sum(amount_cny) AS amount_cny
  FROM (SELECT payable_id, due_on AS day, paid_cny AS amount_cny FROM late
        UNION ALL
        SELECT m.payable_id, m.paid_on, m.amount_cny FROM payments AS m JOIN late AS l ON l.payable_id = m.payable_id AND m.paid_on > l.due_on) AS t
  GROUP BY payable_id, day
), balances AS (
  SELECT l.payable_id, l.agreed_annual_rate, greatest(l.owed_cny - sum(t.amount_cny) OVER w, 0) AS open_cny,
         coalesce(lead(t.day) OVER w, DATE '2026-10-30') - t.day AS days
  FROM late AS l
  JOIN turns AS t ON t.payable_id = l.payable_id
  WINDOW w AS (PARTITION BY l.payable_id ORDER BY t.day)
)
SELECT payable_id, min(open_cny) + round(sum(open_cny * days * coalesce(CAST(agreed_annual_rate AS numeric) / 365, 0.0005)), 2) AS amount_cny
FROM balances
GROUP BY payable_id
