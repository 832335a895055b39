WITH RECURSIVE threshold(regime, category, threshold) AS (
  VALUES ('tender_law', 'works', 4000000), ('tender_law', 'goods', 2000000), ('tender_law', 'services', 1000000), ('procurement', 'works', 4000000),
         ('procurement', 'goods', 4000000), ('procurement', 'services', 4000000)
), small AS MATERIALIZED (
  SELECT c.contract_id, c.signed_on, c.amount_cny, t.threshold, first_value(c.contract_id) OVER w AS lot, row_number() OVER w AS no
  FROM contracts AS c
  JOIN threshold AS t ON t.regime = c.regime AND t.category = c.category
  WHERE c.tender_id IS NULL AND c.amount_cny < t.threshold
  WINDOW w AS (PARTITION BY c.department_id, c.enterprise_id, c.regime, c.category ORDER BY c.signed_on, c.contract_id)
), reaching AS MATERIALIZED (
  SELECT f.lot, f.no, max(n.no) AS last_no, sum(n.amount_cny) AS total_cny, array_agg(n.contract_id ORDER BY n.contract_id) AS contracts
  FROM small AS f
  JOIN small AS n ON n.lot = f.lot AND n.no >= f.no AND n.signed_on <= f.signed_on + 90
  GROUP BY f.lot, f.no, f.threshold
  HAVING sum(n.amount_cny) >= f.threshold
), chain AS (
  SELECT lot, min(no) AS no FROM reaching GROUP BY lot
  UNION ALL
  SELECT c.lot, (SELECT min(n.no) FROM reaching AS n WHERE n.lot = c.lot AND n.no > r.last_no)
  FROM chain AS c
  JOIN reaching AS r ON r.lot = c.lot AND r.no = c.no
)
SELECT r.lot, r.no, r.total_cny, r.contracts FROM chain AS c JOIN reaching AS r ON r.lot = c.lot AND r.no = c.no
