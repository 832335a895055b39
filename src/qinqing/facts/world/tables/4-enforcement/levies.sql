-- Gifts to public causes, every plain one of them freely made.
SELECT
  levy_id,
  enterprise_id(e) AS enterprise_id,
  department_id(b, 1) AS department_id,
  kind, charged_on,
  yuan(fen) AS amount_cny,
  CASE story WHEN 'levy-of-unknown-will' THEN NULL ELSE story NOT IN ('levy-against-the-will', 'levied-by-law') END AS voluntary,
  CASE story WHEN 'levied-by-law' THEN '法律条文（示例）' END AS legal_basis
FROM levy
