-- rule: term-over-limit
-- title: {zh: 约定的付款期限过长, en: Agreed term of payment too long}
-- norms: [fair-payment-terms]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [payables.payable_id]
-- judged: {zh: 一笔约定了付款期限、不是质保金的应付款, en: 'one payable with an agreed term, retention money left out'}
-- day: {zh: 交付之日, en: the day of delivery}
-- values: [pay_contract_max_days]
-- tables: [contracts, payables]
-- without: [payables.retention]
-- measures: {zh: 天, en: days}
-- says:
--   over:
--     zh: '{department}与{enterprise}约定货款 {unit} 交付后 {observed} 天付清，最多 {limit} 天，待核实。'
--     en: '{department} and {enterprise} agreed that payable {unit} is paid {observed} days after delivery; at most {limit} are allowed: to be verified.'
--   no-size:
--     zh: '合同 {contract_id} 没有登记签订时的企业规模，涉及 {units} 笔应付款，无法判定约定的付款期限是否过长。'
--     en: 'Contract {contract_id} does not record the size of the firm when it was signed: for {units} payables it cannot be told whether the agreed term is too long.'
-- explains:
--   zh: 付给中小微企业的货款，约定的付款期限从交付之日起不超过法定上限，恰好等于上限的不算。大型企业和质保金不在此列；期限超长又没有登记企业规模的，无法判定。
--   en: What is owed to a medium, small or micro firm is agreed to be paid within the legal maximum after delivery; exactly the maximum is within. Large firms and retention money are left out; where a longer term meets an unrecorded size it cannot be told.
-- blind:
--   zh: 约定收到财政资金或者第三方付款才付的（“背靠背”）没有登记，看不到。
--   en: 'Terms that wait for somebody else to pay first are not on record, so it does not see them.'
-- source: [保障中小企业款项支付条例（国务院令第802号）第九条, 保障中小企业款项支付条例（国务院令第728号，至2025-05-31）第八条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {contracts: [payables.contract_id]}
WITH agreed AS (
  SELECT p.payable_id, p.contract_id, p.delivered_on, p.term_days, c.department_id, c.official_id, c.enterprise_id, c.size_at_signing,
         dated('pay_contract_max_days', p.delivered_on) AS most_days, unset('pay_contract_max_days', p.delivered_on) AS no_value,
         ref('payables', p) AS payable, ref('contracts', c) AS contract
  FROM payables AS p
  JOIN contracts AS c ON c.contract_id = p.contract_id
  WHERE p.term_days IS NOT NULL AND NOT coalesce(p.retention, FALSE) AND coalesce(c.size_at_signing, '') <> 'large'
), compared AS (
  SELECT payable_id, contract_id, delivered_on, term_days, department_id, official_id, enterprise_id, most_days, payable, contract, size_at_signing,
         coalesce(no_value, CASE WHEN term_days > most_days AND size_at_signing IS NULL THEN contract || '.size_at_signing' END) AS missing
  FROM agreed
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN term_days > most_days THEN 'flagged' ELSE 'kept' END AS verdict,
       payable_id AS unit, department_id, official_id, enterprise_id, delivered_on AS "on", contract_id, term_days AS observed, most_days AS limit_,
       [contract, payable] AS evidence, missing, CASE WHEN size_at_signing IS NULL THEN 'no-size' ELSE 'over' END AS says
FROM compared
