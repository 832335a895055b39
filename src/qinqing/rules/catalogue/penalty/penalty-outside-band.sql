-- rule: penalty-outside-band
-- title: {zh: 处罚数额超出裁量幅度, en: Penalty outside its band}
-- norms: [penalty-within-band]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [penalties.penalty_id]
-- judged: {zh: 一件有数额或有裁量幅度的处罚, en: one penalty with an amount or a band}
-- day: {zh: 不用数值，幅度记在每件处罚上, en: 'none: every penalty carries its own band'}
-- values: []
-- tables: [penalties]
-- without: []
-- measures: {zh: 元, en: CNY}
-- says:
--   above:
--     zh: '{department}对{enterprise}的处罚 {unit} 数额 {observed} 元，高于裁量上限 {limit} 元，没有写明理由，待核实。'
--     en: 'Penalty {unit} of {department} on {enterprise} is CNY {observed}, above its band, which ends at CNY {limit}; no reason is on record: to be verified.'
--   below:
--     zh: '{department}对{enterprise}的处罚 {unit} 数额 {observed} 元，低于裁量下限 {limit} 元，没有写明理由，待核实。'
--     en: 'Penalty {unit} of {department} on {enterprise} is CNY {observed}, below its band, which begins at CNY {limit}; no reason is on record: to be verified.'
--   no-band:
--     zh: '{department}对{enterprise}的处罚 {unit} 没有登记完整的裁量幅度，数额 {observed} 元是否超出无法判定。'
--     en: 'Penalty {unit} of {department} on {enterprise} has no complete band on record: whether its CNY {observed} lie within cannot be told.'
-- explains:
--   zh: 处罚数额应当在裁量基准的上下限之间，恰好等于上限或下限的在幅度之内；超出而写明理由的不提示。没有登记幅度的无法判定；不带数额、也没有幅度的处罚（如警告）不判断。
--   en: The amount lies within the discretion band; exactly its ends is within. Outside with a reason on record is left alone. Without a band it cannot be told; a penalty with neither amount nor band, such as a warning, is not judged.
-- blind:
--   zh: 看不到套用的裁量档次对不对，也看不到写明的理由成不成立。
--   en: 'Whether the right band was taken, and the reason given is any good, it does not see.'
-- source: [行政处罚法 第三十四条, 国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见（国办发〔2022〕27号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH penalty AS (
  SELECT penalty_id, department_id, official_id, enterprise_id, amount_cny, band_low_cny, band_high_cny, departure_reason,
         coalesce(decided_on, filed_on) AS day, ref('penalties', penalties) AS penalty,
         coalesce(amount_cny > band_high_cny, FALSE) AS above, coalesce(amount_cny < band_low_cny, FALSE) AS below
  FROM penalties
  WHERE kind IN ('fine', 'confiscation') OR amount_cny > 0 OR band_low_cny IS NOT NULL OR band_high_cny IS NOT NULL
)
SELECT CASE WHEN departure_reason IS NOT NULL THEN 'kept' WHEN above OR below THEN 'flagged'
            WHEN band_low_cny IS NULL OR band_high_cny IS NULL THEN 'undetermined' ELSE 'kept' END AS verdict,
       penalty_id AS unit, department_id, official_id, enterprise_id, day AS "on", amount_cny AS observed,
       CASE WHEN above THEN band_high_cny WHEN below THEN band_low_cny END AS limit_, [penalty] AS evidence,
       CASE WHEN band_low_cny IS NULL THEN penalty || '.band_low_cny' WHEN band_high_cny IS NULL THEN penalty || '.band_high_cny' END AS missing,
       CASE WHEN above THEN 'above' WHEN below THEN 'below' ELSE 'no-band' END AS says
FROM penalty
