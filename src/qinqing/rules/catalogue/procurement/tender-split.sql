-- rule: tender-split
-- title: {zh: 化整为零不招标, en: Contracts split below the tender threshold}
-- norms: [no-tender-splitting]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [contracts.department_id, contracts.enterprise_id]
-- judged: {zh: 一份没有经过招标、低于限额的合同（连成一串的算一件）, en: one contract below the threshold with no tender (a chain of them counts once)}
-- day: {zh: 一串中首份合同签订之日, en: the day the first contract of the chain was signed}
-- values: [procurement_open_goods_cny, procurement_open_services_cny, procurement_open_works_cny, tender_open_goods_cny, tender_open_services_cny, tender_open_works_cny, tender_split_days]
-- tables: [contracts]
-- without: []
-- measures: {zh: 元, en: CNY}
-- says:
--   split:
--     zh: '{department}自 {first_on} 起 {days} 天以内与{enterprise}签订同类合同 {cases} 份，都未招标、都低于 {limit} 元，合计 {observed} 元，到 {on} 已达到应当公开招标的数额，待核实。'
--     en: 'Within {days} days from {first_on} {department} signed {cases} contracts of one category with {enterprise}, each below {limit} yuan and without a tender, {observed} yuan in all; by {on} they reached the amount that needs an open tender: to be verified.'
--   unclear:
--     zh: '{department}与{enterprise}签订的合同中，有的没有登记适用哪一部法律，或者登记为其他类别，可能与前后规定天数以内的合同同属一项采购；这 {units} 份都没有经过招标，是否化整为零无法判定。'
--     en: 'Of a contract of {department} with {enterprise} the law that applies, or the category, is not on record, so it may be one purchase with those signed within the set days; none of these {units} had a tender: whether a purchase was split cannot be told.'
-- explains:
--   zh: 同一部门与同一企业签订的同类合同，每份都低于应当公开招标的数额、都没有招标，首末两份相隔不超过规定天数，合计达到这一数额的，要求说明；一份合同只归入一串，单独一份不判断是否拆分。没有登记适用法律的、登记为其他类别的，不当作与别的合同不同：规定天数以内有可能同属一项采购的，都无法判定。
--   en: 'Contracts of one category between one department and one firm, each below the amount that needs an open tender and none tendered, the first and last within the set days, together at or above it. A contract belongs to one chain only. One without its law on record, or of the category other, is not taken to differ: with those it may belong to, signed within the set days, it is undetermined.'
-- blind:
--   zh: 看不到拆给几家企业的；确属分期实施、紧急采购的，也会列出，由部门说明。
--   en: 'It does not see a purchase split over several firms; works in stages and urgent purchases are listed too, for the department to explain.'
-- source: [招标投标法 第四条, 政府采购法 第二十八条, 必须招标的工程项目规定（国家发展改革委令第16号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH RECURSIVE untendered AS (
  SELECT contract_id, department_id, enterprise_id, regime, category, official_id, signed_on, amount_cny,
         dated('tender_split_days', signed_on) AS days,
         CASE WHEN regime = 'tender_law' AND category = 'works' THEN dated('tender_open_works_cny', signed_on)
              WHEN regime = 'tender_law' AND category = 'goods' THEN dated('tender_open_goods_cny', signed_on)
              WHEN regime = 'tender_law' AND category = 'services' THEN dated('tender_open_services_cny', signed_on)
              WHEN regime = 'procurement' AND category = 'works' THEN dated('procurement_open_works_cny', signed_on)
              WHEN regime = 'procurement' AND category = 'goods' THEN dated('procurement_open_goods_cny', signed_on)
              WHEN regime = 'procurement' AND category = 'services' THEN dated('procurement_open_services_cny', signed_on) END AS threshold
  FROM contracts
  WHERE tender_id IS NULL
), small AS (  -- numbered in the order they were signed, in lots that could have been one purchase
  SELECT contract_id, department_id, enterprise_id, regime, category, official_id, signed_on, amount_cny, days, threshold,
         coalesce(unset('tender_split_days', signed_on),
                  CASE WHEN regime IS NULL THEN ref('contracts', untendered) || '.regime'
                       WHEN category = 'other' THEN ref('contracts', untendered) || '.category'
                       WHEN threshold IS NULL  -- named as unset() names it
                       THEN 'value:' || CASE WHEN regime = 'tender_law' THEN 'tender' ELSE regime END || '_open_' || category || '_cny@' || CAST(year(signed_on) AS VARCHAR)
                  END) AS lacking,
         min(contract_id) OVER (PARTITION BY department_id, enterprise_id, regime, category) AS lot,
         row_number() OVER (PARTITION BY department_id, enterprise_id, regime, category ORDER BY signed_on, contract_id) AS no,
         lead(signed_on) OVER (PARTITION BY department_id, enterprise_id, regime, category ORDER BY signed_on, contract_id) AS next_on
  FROM untendered
  WHERE threshold IS NULL OR amount_cny < threshold
), unclear AS (  -- firms with a contract of which something is lacking: of no other firm are neighbours looked for
  SELECT DISTINCT department_id, enterprise_id FROM small WHERE lacking IS NOT NULL
), doubtful AS (  -- near one that may be of the same lot, with something missing of either; alone, nothing was split off
  SELECT s.contract_id, coalesce(s.lacking, min(n.lacking)) AS missing
  FROM unclear AS u
  JOIN small AS s ON s.department_id = u.department_id AND s.enterprise_id = u.enterprise_id
  JOIN small AS n ON n.department_id = s.department_id AND n.enterprise_id = s.enterprise_id AND n.contract_id <> s.contract_id
   AND coalesce(n.regime = s.regime, TRUE) AND (n.category = s.category OR 'other' IN (n.category, s.category))
   AND coalesce(abs(date_diff('day', s.signed_on, n.signed_on)) <= coalesce(s.days, n.days), TRUE)
  WHERE coalesce(s.lacking, n.lacking) IS NOT NULL
  GROUP BY s.contract_id, s.lacking
), running AS (  -- from each contract that another follows soon: those signed within the days, added up one after another
  SELECT f.lot, f.no, f.signed_on AS first_on, f.threshold, f.days, n.no AS next_no, n.contract_id, n.official_id, n.signed_on,
         sum(n.amount_cny) OVER (PARTITION BY f.lot, f.no ORDER BY n.no) AS so_far_cny
  FROM small AS f
  JOIN small AS n ON n.lot = f.lot AND n.no >= f.no AND n.signed_on <= days_after(f.signed_on, f.days)
  WHERE f.lacking IS NULL AND n.lacking IS NULL AND f.next_on <= days_after(f.signed_on, f.days)
), reaching AS (
  SELECT lot, no, first_on, days, max(next_no) AS last_no, count(*) AS cases, max(so_far_cny) AS total_cny,
         min(CASE WHEN so_far_cny >= threshold THEN signed_on END) AS reached_on, list_sort(array_agg(ref('contracts', running))) AS contracts,
         CASE WHEN min(official_id) = max(official_id) THEN min(official_id) END AS official_id
  FROM running
  GROUP BY lot, no, first_on, days, threshold
  HAVING max(so_far_cny) >= threshold
), following AS (  -- the first that follows without overlap
  SELECT r.lot, r.no, min(n.no) AS next_no
  FROM reaching AS r
  LEFT JOIN reaching AS n ON n.lot = r.lot AND n.no > r.last_no
  GROUP BY r.lot, r.no
), chain AS (
  SELECT lot, min(no) AS no FROM reaching GROUP BY lot
  UNION ALL
  SELECT f.lot, f.next_no AS no
  FROM chain AS c
  JOIN following AS f ON f.lot = c.lot AND f.no = c.no
  WHERE f.next_no IS NOT NULL
), split AS (
  SELECT r.lot, r.no, r.last_no, r.first_on, r.days, r.cases, r.total_cny, r.reached_on, r.contracts, r.official_id
  FROM reaching AS r
  JOIN chain AS c ON c.lot = r.lot AND c.no = r.no
)
SELECT CASE WHEN p.no IS NOT NULL THEN 'flagged' WHEN d.missing IS NOT NULL THEN 'undetermined' ELSE 'kept' END AS verdict,
       s.contract_id AS unit, s.department_id, CASE WHEN p.no IS NULL THEN s.official_id ELSE p.official_id END AS official_id, s.enterprise_id,
       coalesce(p.reached_on, s.signed_on) AS "on", p.first_on, p.days, p.cases, coalesce(p.total_cny, s.amount_cny) AS observed, s.threshold AS limit_,
       p.total_cny AS amount_cny, coalesce(p.contracts, [ref('contracts', s)]) AS evidence, CASE WHEN p.no IS NULL THEN d.missing END AS missing,
       CASE WHEN p.no IS NULL THEN 'unclear' ELSE 'split' END AS says
FROM small AS s
LEFT JOIN doubtful AS d ON d.contract_id = s.contract_id
LEFT JOIN split AS p ON p.lot = s.lot AND s.no BETWEEN p.no AND p.last_no
WHERE p.no IS NULL OR p.no = s.no
