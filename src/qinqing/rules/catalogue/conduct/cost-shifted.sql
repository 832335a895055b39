-- rule: cost-shifted
-- title: {zh: 该自己付的让企业付, en: Own costs paid by a firm}
-- norms: [no-cost-shifting]
-- kind: direct
-- level: refer
-- custody: bureau
-- one_per: [expenses.expense_id]
-- judged: {zh: 一笔部门或人员的费用, en: one expense of a department or an official}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [expenses]
-- without: [expenses.enterprise_id, expenses.official_id]
-- says:
--   shifted:
--     zh: '{department} {on} 的费用 {unit}（{amount_cny} 元）登记为由企业支付，应当由本单位或者个人负担，待核实。'
--     en: 'Expense {unit} of {department} on {on} (CNY {amount_cny}) is recorded as paid by an enterprise; the office or the official bears it: to be verified.'
-- explains:
--   zh: 部门或者人员的费用登记为由企业支付的，移送纪检监察机构核实，不论金额大小。
--   en: An expense of a department or an official recorded as paid by an enterprise is referred, whatever the sum.
-- blind:
--   zh: 没有登记的代付看不到，以借款、会费、培训费等名义转嫁的也看不到。
--   en: 'A payment nobody recorded it does not see, nor a cost passed on as a loan, a fee or a training.'
-- source: [中国共产党纪律处分条例 第一百一十七条, 公职人员政务处分法 第三十五条]
-- never_undetermined: {zh: 由谁支付必填, en: who paid is always there}
-- deviates: none
-- touched_by: {}
SELECT CASE WHEN payer = 'enterprise' THEN 'flagged' ELSE 'kept' END AS verdict,
       expense_id AS unit, department_id, official_id, enterprise_id, spent_on AS "on", amount_cny,
       [ref('expenses', expenses)] AS evidence, NULL AS missing, 'shifted' AS says
FROM expenses
