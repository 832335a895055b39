SELECT
  numbered('DG', i) AS order_id, project_id,
  enterprise_id(e) AS supplier_id,
  official_id(handler) AS handler_id,
  approved_on AS ordered_on,
  yuan(1500000 + draw('unit price', i, 300) * 1000) AS unit_price_cny,
  yuan(1600000) AS reference_cny
FROM (
  SELECT * REPLACE (
    CASE WHEN is_bought_there(b, handler, i) THEN favoured_supplier(b) ELSE supplier(b, draw('equipment', i, suppliers_each())) END AS e)
  FROM (SELECT *, staff(b, 7, draw('orderer', i, 9)) AS handler FROM project WHERE NOT is_offsite AND approved_on <= last_day())
)
