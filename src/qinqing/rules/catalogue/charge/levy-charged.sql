-- rule: levy-charged
-- title: {zh: 没有依据又非自愿的捐赠摊派, en: Levy neither lawful nor voluntary}
-- norms: [no-apportionment]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [levies.levy_id]
-- judged: {zh: 一笔捐赠、赞助、订阅、培训费或会费, en: 'one donation, sponsorship, subscription, training or association fee'}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [levies]
-- without: []
-- measures: {zh: 元, en: CNY}
-- says:
--   charged:
--     zh: '{department} {on} 向{enterprise}收取捐赠、赞助等款项 {observed} 元（{unit}），登记为非自愿，也没有法律依据，待核实。'
--     en: '{department} took CNY {observed} from {enterprise} on {on} as a donation, sponsorship or the like ({unit}); it is recorded as not voluntary and without legal basis: to be verified.'
--   unknown:
--     zh: '{department}向{enterprise}收取的款项 {unit}（{observed} 元）没有法律依据，也没有登记是否自愿，无法判定是否摊派。'
--     en: 'Payment {unit} of {enterprise} to {department} (CNY {observed}) has no legal basis and does not record whether it was voluntary: whether it was levied cannot be told.'
-- explains:
--   zh: 要企业出钱，要么有法律依据，要么出于自愿；两样都没有的，要求说明情况。没有登记是否自愿、又没有依据的，无法判定。
--   en: A firm pays because a law says so or because it wants to; where neither holds it is asked about. Without a basis, and without a word on whether it was voluntary, it cannot be told.
-- blind:
--   zh: 看不到“自愿”是不是真的自愿，也看不到没有登记的款项。
--   en: 'Whether “voluntary” was meant freely it does not see, nor a payment nobody recorded.'
-- source: [优化营商环境条例（国务院令第722号）第二十五条, 民营经济促进法 第五十一条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
SELECT CASE WHEN legal_basis IS NOT NULL OR voluntary THEN 'kept' WHEN voluntary IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict,
       levy_id AS unit, department_id, enterprise_id, charged_on AS "on", amount_cny AS observed, amount_cny,
       [ref('levies', levies)] AS evidence, CASE WHEN voluntary IS NULL THEN ref('levies', levies) || '.voluntary' END AS missing,
       CASE WHEN voluntary IS NULL THEN 'unknown' ELSE 'charged' END AS says
FROM levies
