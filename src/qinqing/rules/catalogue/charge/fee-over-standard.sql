-- rule: fee-over-standard
-- title: {zh: 收费超过标准, en: Fee above its standard}
-- norms: [fees-by-catalogue]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [fees.fee_id]
-- judged: {zh: 一笔目录之内的收费, en: one fee for an item of the catalogue}
-- day: {zh: 不用数值，看收费当天的目录, en: 'none: the catalogue in force on the day'}
-- values: []
-- tables: [fee_catalogue, fees]
-- without: [fees.quantity]
-- measures: {zh: 元, en: CNY}
-- says:
--   over:
--     zh: '{department} {on} 向{enterprise}收取“{item}”{observed} 元（{unit}），按目录标准和数量最多 {limit} 元，多收 {amount_cny} 元，待核实。'
--     en: '{department} charged {enterprise} CNY {observed} for “{item}” on {on} ({unit}); by standard and quantity it is at most CNY {limit}, which is CNY {amount_cny} less: to be verified.'
--   no-quantity:
--     zh: '{department} {on} 向{enterprise}收取“{item}”{observed} 元（{unit}），登记的数量无法使用，是否超过标准无法判定。'
--     en: '{department} charged {enterprise} CNY {observed} for “{item}” on {on} ({unit}); the quantity on record cannot be used: whether it is above the standard cannot be told.'
-- explains:
--   zh: 收费不超过收费当天目录标准乘以数量，没有登记数量的按一份算；恰好等于标准的不算超过，不足一分的按四舍五入。同一项目有几条目录有效的，按较高的标准。
--   en: A fee is no more than the standard of the day times the quantity, one where none is on record; exactly that is within, rounded to the fen. Of several entries in force the higher standard counts.
-- blind:
--   zh: 看不到数量报得实不实；目录之外的收费由另一条规则看。
--   en: 'Whether the quantity is true it does not see; fees outside the catalogue are for another rule.'
-- source: [优化营商环境条例（国务院令第722号）第二十五条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {fee_catalogue: [fees.item]}
WITH priced AS (
  SELECT f.fee_id, f.department_id, f.enterprise_id, f.item, f.charged_on, f.amount_cny, ref('fees', f) AS fee,
         TRY_CAST(coalesce(f.quantity, 1) * c.standard_cny AS DECIMAL(18, 2)) AS most_cny, ref('fee_catalogue', c) AS entry,
         row_number() OVER (PARTITION BY f.fee_id ORDER BY c.standard_cny DESC, ref('fee_catalogue', c)) AS place
  FROM fees AS f
  JOIN fee_catalogue AS c ON c.item = f.item AND c.since <= f.charged_on AND (c.until IS NULL OR c.until >= f.charged_on)
)
SELECT CASE WHEN most_cny IS NULL THEN 'undetermined' WHEN amount_cny > most_cny THEN 'flagged' ELSE 'kept' END AS verdict,
       fee_id AS unit, department_id, enterprise_id, charged_on AS "on", item, amount_cny AS observed, most_cny AS limit_,
       greatest(amount_cny - most_cny, 0) AS amount_cny, [entry, fee] AS evidence,
       CASE WHEN most_cny IS NULL THEN fee || '.quantity' END AS missing, CASE WHEN most_cny IS NULL THEN 'no-quantity' ELSE 'over' END AS says
FROM priced
WHERE place = 1
