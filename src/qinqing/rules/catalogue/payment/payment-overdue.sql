-- rule: payment-overdue
-- title: {zh: 拖欠企业账款, en: Payment to a firm past its day}
-- norms: [pay-on-time]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [payables.payable_id]
-- judged: {zh: 一笔已到期的应付款, en: one payable that has fallen due}
-- day: {zh: 付款期限按交付之日，逾期利率按每一天, en: 'terms on the day of delivery, the rate of interest on each day'}
-- values: [pay_contract_max_days, pay_default_days, pay_interest_default_daily, pay_interest_year_days]
-- tables: [contracts, payables, payments]
-- without: [payables.agreed_annual_rate, payables.disputed_cny, payables.retention]
-- measures: {zh: 天, en: days}
-- says:
--   open:
--     zh: '{department}应付{enterprise}的款项 {unit} 最迟 {due_on} 付清，至今尚欠 {open_cny} 元，连同利息共 {amount_cny} 元，待核实。'
--     en: 'Payable {unit} of {department} to {enterprise} was due on {due_on}; CNY {open_cny} is still open, CNY {amount_cny} with interest: to be verified.'
--   paid-late:
--     zh: '{department}应付{enterprise}的款项 {unit} 最迟 {due_on} 付清，实际 {paid_off_on} 付清，逾期利息 {amount_cny} 元，待核实。'
--     en: 'Payable {unit} of {department} to {enterprise} was due on {due_on} and paid in full on {paid_off_on}; interest for the delay CNY {amount_cny}: to be verified.'
--   no-size:
--     zh: '合同 {contract_id} 没有登记签订时的企业规模，涉及 {units} 笔应付款，无法判定适用的付款期限。'
--     en: 'Contract {contract_id} does not record the size of the firm when it was signed: for {units} payables the term that applies cannot be told.'
--   no-term:
--     zh: '{department}应付{enterprise}的款项 {unit} 没有登记约定的付款期限，无法判定是否逾期。'
--     en: 'Payable {unit} of {department} to {enterprise} has no agreed term on record: whether it is late cannot be told.'
--   bad-rate:
--     zh: '{department}应付{enterprise}的款项 {unit} 已逾期，登记的约定年利率无法使用，利息无法计算。'
--     en: 'Payable {unit} of {department} to {enterprise} is late; the agreed yearly rate on record cannot be used, so the interest cannot be told.'
-- explains:
--   zh: 付给中小微企业的货款，按约定期限（没有约定的按法定期限，都不超过法定上限）付清无争议的部分；到期没付清的，按日计息。大型企业和质保金只按约定期限。到期当天付清不算逾期。没有登记规模或期限的，按可能适用的最短期限也按期付清、也还没到期的，不必问；过了才是无法判定。
--   en: The undisputed part of what is owed to a medium, small or micro firm is paid within the agreed term, else the legal one, never beyond the legal maximum; late, it bears interest by the day. Large firms and retention money follow the agreed term alone. Paid on the due day is in time. Where size or term is not on record it matters only once the shortest term that may apply is over.
-- blind:
--   zh: 交付之外的起算日（验收、结算确认）和争议是否成立，看不到；约定利率是否低于法定下限，不判断。
--   en: 'Terms that run from acceptance or settlement, and whether a dispute is genuine, it does not see; nor whether an agreed rate is below the legal floor.'
-- source: [保障中小企业款项支付条例（国务院令第802号）第九条、第十五条、第十七条, 保障中小企业款项支付条例（国务院令第728号，至2025-05-31）第八条、第十五条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {contracts: [payables.contract_id], payments: [payables.payable_id]}
WITH payable AS (  -- what is owed without dispute, and whether the agreed term alone decides
  SELECT p.payable_id, p.contract_id, p.delivered_on, p.term_days, p.agreed_annual_rate, c.size_at_signing,
         greatest(p.amount_cny - coalesce(p.disputed_cny, 0), 0) AS owed_cny,
         coalesce(p.retention, FALSE) OR coalesce(c.size_at_signing = 'large', FALSE) AS as_agreed,
         least(coalesce(p.term_days, dated('pay_default_days', p.delivered_on)), dated('pay_contract_max_days', p.delivered_on)) AS legal_days,
         coalesce(CASE WHEN p.term_days IS NULL THEN unset('pay_default_days', p.delivered_on) END,
                  unset('pay_contract_max_days', p.delivered_on)) AS no_value
  FROM payables AS p
  JOIN contracts AS c ON c.contract_id = p.contract_id
), term AS (  -- the shortest that may apply: what was paid within it is in time, whatever is missing
  SELECT payable_id, contract_id, delivered_on, agreed_annual_rate, owed_cny,
         greatest(coalesce(CASE WHEN as_agreed THEN term_days WHEN no_value IS NULL THEN legal_days END, 0), 0) AS allowed_days,
         CASE WHEN as_agreed AND term_days IS NULL THEN ref('payables', payable) || '.term_days'
              WHEN as_agreed THEN NULL
              WHEN size_at_signing IS NULL THEN ref('contracts', payable) || '.size_at_signing'
              ELSE no_value END AS missing
  FROM payable
), due AS (
  SELECT payable_id, contract_id, delivered_on, agreed_annual_rate, owed_cny, allowed_days, missing, days_after(delivered_on, allowed_days) AS due_on
  FROM term
  WHERE date_diff('day', delivered_on, judged_on()) > allowed_days
), piecemeal AS (  -- not settled by one payment by the due day; most are, and of those no payments are added up
  SELECT d.payable_id, d.owed_cny, d.agreed_annual_rate, d.due_on
  FROM due AS d
  LEFT JOIN payments AS m ON m.payable_id = d.payable_id AND m.paid_on <= d.due_on AND m.amount_cny >= d.owed_cny
  WHERE m.payable_id IS NULL
), part AS (  -- all payments of those
  SELECT m.payable_id, m.payment_id, m.paid_on, m.amount_cny, p.due_on
  FROM piecemeal AS p JOIN payments AS m ON m.payable_id = p.payable_id
), in_time AS (  -- what was paid by the due day
  SELECT payable_id, sum(amount_cny) AS paid_cny
  FROM part
  WHERE paid_on <= due_on
  GROUP BY payable_id
), late AS (  -- less was paid by the due day than is owed
  SELECT p.payable_id, p.owed_cny, p.agreed_annual_rate, p.due_on, coalesce(i.paid_cny, 0) AS in_time_cny
  FROM piecemeal AS p
  LEFT JOIN in_time AS i ON i.payable_id = p.payable_id
  WHERE p.owed_cny > coalesce(i.paid_cny, 0)
), turns AS (  -- the days at whose end the balance or the rate changes
  SELECT payable_id, due_on AS day, in_time_cny AS paid_cny
  FROM late
  UNION ALL
  SELECT l.payable_id, m.paid_on AS day, m.amount_cny
  FROM late AS l JOIN part AS m ON m.payable_id = l.payable_id AND m.paid_on > l.due_on
  UNION ALL
  SELECT l.payable_id, c.day - 1 AS day, 0 AS paid_cny
  FROM late AS l JOIN changes_of('pay_interest_default_daily') AS c ON c.day - 1 > l.due_on AND c.day <= judged_on()
), balances AS (  -- the balance at the end of each such day, which bears interest until the next
  SELECT payable_id, day, sum(sum(paid_cny)) OVER (PARTITION BY payable_id ORDER BY day) AS paid_cny,
         date_diff('day', day, lead(day) OVER (PARTITION BY payable_id ORDER BY day)) AS days
  FROM turns
  GROUP BY payable_id, day
), stretches AS (  -- from each such day to the next, or to the day judged: balance and rate stand still
  SELECT l.payable_id, b.day, coalesce(b.days, date_diff('day', b.day, judged_on())) AS days,
         greatest(l.owed_cny - b.paid_cny, 0) AS open_cny,
         CASE WHEN l.agreed_annual_rate IS NULL THEN dated('pay_interest_default_daily', b.day + 1)
              WHEN l.agreed_annual_rate >= 0 THEN TRY_CAST(l.agreed_annual_rate AS DECIMAL(12, 10)) END AS rate,
         CASE WHEN l.agreed_annual_rate IS NULL THEN 1 ELSE dated('pay_interest_year_days', l.due_on) END AS rate_days,
         CASE WHEN l.agreed_annual_rate IS NULL THEN unset('pay_interest_default_daily', b.day + 1)
              ELSE ref('payables', l) || '.agreed_annual_rate' END AS no_rate
  FROM late AS l
  JOIN balances AS b ON b.payable_id = l.payable_id
), account AS (  -- what is open still, since when nothing is, and the interest of all stretches
  SELECT payable_id, min(open_cny) AS open_cny, min(CASE WHEN open_cny = 0 THEN day END) AS paid_off_on,
         interest_cny(open_cny, days, rate, rate_days) AS interest_cny,
         min(CASE WHEN open_cny > 0 AND days > 0 AND rate IS NULL THEN no_rate END) AS missing
  FROM stretches
  GROUP BY payable_id
), paid AS (  -- the payments as evidence
  SELECT l.payable_id, array_agg(ref('payments', m)) AS payments
  FROM late AS l JOIN part AS m ON m.payable_id = l.payable_id
  GROUP BY l.payable_id
), judged AS (
  SELECT d.payable_id, d.contract_id, d.delivered_on, d.allowed_days, d.due_on, a.paid_off_on, a.open_cny, a.interest_cny,
         CASE WHEN a.payable_id IS NULL THEN 'kept' WHEN coalesce(d.missing, a.missing) IS NULL THEN 'flagged' ELSE 'undetermined' END AS verdict,
         CASE WHEN a.payable_id IS NOT NULL THEN coalesce(d.missing, a.missing) END AS missing
  FROM due AS d
  LEFT JOIN account AS a ON a.payable_id = d.payable_id
), parties AS (  -- whose contracts they are, of those that are told
  SELECT j.payable_id, c.department_id, c.official_id, c.enterprise_id
  FROM judged AS j JOIN contracts AS c ON c.contract_id = j.contract_id
  WHERE is_told(j.verdict)
)
SELECT j.verdict, j.payable_id AS unit, p.department_id, p.official_id, p.enterprise_id, j.contract_id, due_on + 1 AS "on", due_on, paid_off_on, open_cny,
       date_diff('day', delivered_on, coalesce(paid_off_on, judged_on())) AS observed, CASE WHEN missing IS NULL THEN allowed_days END AS limit_,
       CASE WHEN missing IS NULL THEN open_cny + interest_cny END AS amount_cny,
       list_sort(list_concat([ref('payables', j), ref('contracts', j)], paid.payments)) AS evidence, missing,
       CASE WHEN missing = ref('payables', j) || '.term_days' THEN 'no-term' WHEN missing = ref('contracts', j) || '.size_at_signing' THEN 'no-size'
            WHEN missing = ref('payables', j) || '.agreed_annual_rate' THEN 'bad-rate' WHEN open_cny > 0 THEN 'open' ELSE 'paid-late' END AS says
FROM judged AS j
LEFT JOIN parties AS p ON p.payable_id = j.payable_id
LEFT JOIN paid ON paid.payable_id = j.payable_id
