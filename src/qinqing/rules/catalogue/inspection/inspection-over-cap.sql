-- rule: inspection-over-cap
-- title: {zh: 入企检查超过年度上限, en: More inspections than the year's cap}
-- norms: [inspection-frequency]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [inspections.department_id, inspections.enterprise_id]
-- judged: {zh: 一个部门一年里按计划检查过的一家企业, en: one firm a department inspected by plan in one year}
-- day: {zh: 不用数值，上限由单位逐年公布，记在 inspection_caps 表, en: 'none: the caps are published year by year and stand in inspection_caps'}
-- values: []
-- tables: [enterprises, inspection_caps, inspections]
-- without: [enterprises.credit_class, inspection_caps.credit_class, inspection_caps.item, inspections.item]
-- measures: {zh: 次, en: inspections}
-- says:
--   over-cap:
--     zh: '{department}{year}年按计划检查{enterprise} {observed} 次，公布的年度上限是 {limit} 次，待核实。'
--     en: '{department} inspected {enterprise} {observed} times by plan in {year}; the published cap is {limit}: to be verified.'
--   no-cap:
--     zh: '没有{department}{year}年适用的检查频次上限，涉及 {units} 家企业，无法判定是否超过。'
--     en: 'No inspection cap of {department} applies in {year}: for {units} firms it cannot be told whether it was passed.'
-- explains:
--   zh: 一个部门一年里按计划到同一家企业检查的次数，超过公布的上限，就要求说明情况。上限按事项或信用等级分别规定的，用最具体的那一条，分别计数。恰好等于上限不算超过。
--   en: Planned visits of one department to one firm in one year are counted against the published cap. Where caps differ by item or credit class, the most specific one counts the visits it fits. Exactly the cap is within the cap.
-- blind:
--   zh: 看不到没有登记的上门，也不管投诉、转办、预警等非计划检查的次数。信用等级按现在的登记，不追溯当时的等级。同样的上限登记了两条的，按较宽的一条。
--   en: Visits nobody recorded it does not see, and visits on a complaint, transfer or alert it does not count. A firm's credit class is the one on record now, not that of the day. Of two caps recorded for the same case, the wider one counts.
-- source: [国务院办公厅关于严格规范涉企行政检查的意见（国办发〔2024〕54号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {enterprises: [inspections.enterprise_id], inspection_caps: [inspections.department_id]}
WITH cap AS (  -- each cap once, the wider of two recorded alike; numbered, so that visits say in one figure which cap counts them
  SELECT department_id, year, item, credit_class, max(cap) AS cap,
         row_number() OVER (ORDER BY department_id, year, item, credit_class) AS no
  FROM inspection_caps
  GROUP BY department_id, year, item, credit_class
), visit AS (  -- each planned visit with the most specific cap that fits: item and class, item, class, neither; 0: none does
  SELECT i.inspection_id, i.department_id, i.enterprise_id, year(i.started_at) AS year, CAST(i.started_at AS DATE) AS day,
         coalesce(exact.no, by_item.no, by_class.no, general.no, 0) AS cap_no, coalesce(exact.cap, by_item.cap, by_class.cap, general.cap) AS cap
  FROM inspections AS i
  JOIN enterprises AS e ON e.enterprise_id = i.enterprise_id
  LEFT JOIN cap AS exact ON exact.department_id = i.department_id AND exact.year = year(i.started_at)
   AND exact.item = i.item AND exact.credit_class = e.credit_class
  LEFT JOIN cap AS by_item ON by_item.department_id = i.department_id AND by_item.year = year(i.started_at)
   AND by_item.item = i.item AND by_item.credit_class IS NULL
  LEFT JOIN cap AS by_class ON by_class.department_id = i.department_id AND by_class.year = year(i.started_at)
   AND by_class.item IS NULL AND by_class.credit_class = e.credit_class
  LEFT JOIN cap AS general ON general.department_id = i.department_id AND general.year = year(i.started_at)
   AND general.item IS NULL AND general.credit_class IS NULL
  WHERE i.basis = 'plan'
), firm AS (  -- visits per firm and year: of most firms one cap counts all of them, the first number is the last
  SELECT department_id, enterprise_id, year, min(cap_no) AS cap_no, max(cap_no) AS last_cap_no, max(cap) AS cap, count(*) AS visits, max(day) AS last_day
  FROM visit
  GROUP BY department_id, enterprise_id, year
), ranked AS (  -- where several do, visits per cap, the worst first: the cap passed by most; else a missing one; else the fullest
  SELECT v.department_id, v.enterprise_id, v.year, v.cap_no, c.cap, count(*) AS visits, max(v.day) AS last_day,
         row_number() OVER (PARTITION BY v.department_id, v.enterprise_id, v.year
                            ORDER BY coalesce(count(*) > c.cap, FALSE) DESC, c.cap IS NOT NULL, count(*) - greatest(c.cap, 0) DESC,
                                     c.item, c.credit_class) AS place
  FROM firm AS f
  JOIN visit AS v ON v.department_id = f.department_id AND v.enterprise_id = f.enterprise_id AND v.year = f.year
  LEFT JOIN cap AS c ON c.no = v.cap_no
  WHERE f.cap_no < f.last_cap_no
  GROUP BY v.department_id, v.enterprise_id, v.year, v.cap_no, c.cap, c.item, c.credit_class
), worst AS (  -- one row per firm and year
  SELECT department_id, enterprise_id, year, cap_no, cap, visits, last_day FROM firm WHERE cap_no = last_cap_no
  UNION ALL
  SELECT department_id, enterprise_id, year, cap_no, cap, visits, last_day FROM ranked WHERE place = 1
), judged AS (
  SELECT department_id, enterprise_id, year, cap_no, visits, last_day, cap,
         CASE WHEN visits > cap THEN 'flagged' WHEN cap IS NULL THEN 'undetermined' ELSE 'kept' END AS verdict
  FROM worst
), found AS (  -- the visits that the worst cap counts, of firms that are told
  SELECT j.department_id, j.enterprise_id, j.year, list_sort(array_agg(v.day)) AS days, array_agg(ref('inspections', v)) AS evidence
  FROM judged AS j
  JOIN visit AS v ON v.department_id = j.department_id AND v.enterprise_id = j.enterprise_id AND v.year = j.year AND v.cap_no = j.cap_no
  WHERE is_told(j.verdict)
  GROUP BY j.department_id, j.enterprise_id, j.year
)
SELECT j.verdict, j.department_id || '/' || j.enterprise_id || '/' || CAST(j.year AS VARCHAR) AS unit, j.department_id, j.enterprise_id,
       CASE WHEN j.verdict = 'flagged' THEN nth(f.days, greatest(j.cap, 0) + 1) ELSE j.last_day END AS "on",
       j.visits AS observed, j.cap AS limit_, j.year,
       list_sort(list_concat(f.evidence, CASE WHEN j.cap IS NOT NULL THEN [ref('inspection_caps', j)] END)) AS evidence,
       CASE WHEN j.cap IS NULL THEN 'inspection_caps:' || j.department_id || '/' || CAST(j.year AS VARCHAR) END AS missing,
       CASE WHEN j.cap IS NULL THEN 'no-cap' ELSE 'over-cap' END AS says
FROM judged AS j
LEFT JOIN found AS f ON f.department_id = j.department_id AND f.enterprise_id = j.enterprise_id AND f.year = j.year
