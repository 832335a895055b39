-- rule: fee-off-catalogue
-- title: {zh: 收费不在目录, en: Fee not in the catalogue}
-- norms: [fees-by-catalogue]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [fees.fee_id]
-- judged: {zh: 一笔收费, en: one fee}
-- day: {zh: 不用数值，看收费当天的目录, en: 'none: the catalogue in force on the day'}
-- values: []
-- tables: [fee_catalogue, fees]
-- without: []
-- measures: {zh: 元, en: CNY}
-- says:
--   off:
--     zh: '{department} {on} 向{enterprise}收取“{item}”{observed} 元（{unit}），当天的收费目录里没有这一项，待核实。'
--     en: '{department} charged {enterprise} CNY {observed} for “{item}” on {on} ({unit}); the catalogue of that day has no such item: to be verified.'
-- explains:
--   zh: 向企业收费，项目应当在收费当天有效的目录之内；目录开始和截止的当天都算有效。项目按名称逐字核对。
--   en: A fee is for an item of the catalogue in force on the day it was charged, its first and last days included; items are compared word for word.
-- blind:
--   zh: 看不到换个名目、让别人代收的钱，也看不到目录本身合不合法。
--   en: 'Money taken under another name or through somebody else it does not see, nor whether the catalogue itself is lawful.'
-- source: [优化营商环境条例（国务院令第722号）第二十五条]
-- never_undetermined: {zh: 项目和日期必填，目录里没有即没有, en: item and day are always there; what the catalogue lacks it lacks}
-- deviates: none
-- touched_by: {fee_catalogue: [fees.item]}
WITH listed AS (
  SELECT DISTINCT f.fee_id
  FROM fees AS f
  JOIN fee_catalogue AS c ON c.item = f.item AND c.since <= f.charged_on AND (c.until IS NULL OR c.until >= f.charged_on)
)
SELECT CASE WHEN l.fee_id IS NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       f.fee_id AS unit, f.department_id, f.enterprise_id, f.charged_on AS "on", f.item, f.amount_cny AS observed, f.amount_cny,
       [ref('fees', f)] AS evidence, NULL AS missing, 'off' AS says
FROM fees AS f
LEFT JOIN listed AS l ON l.fee_id = f.fee_id
