-- rule: gift-undeclared
-- title: {zh: 礼品礼金没有按期登记上交, en: Gift or cash not declared or handed in within its month}
-- norms: [gifts-declared]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [declarations.declaration_id]
-- judged: {zh: 一笔礼品或礼金记录（已上交、已登记或已到期）, en: 'one gift or sum of cash on record that is settled or past its month'}
-- day: {zh: 收到之日, en: the day it was received}
-- values: [gift_handover_cny, gift_register_months]
-- tables: [declarations, officials]
-- without: [declarations.enterprise_id, declarations.value_cny]
-- says:
--   cash:
--     zh: '{department}{post}（{official_id}）{occurred_on} 的礼金 {unit} 最迟 {limit} 上交，期限内没有上交记录，待核实。'
--     en: 'Cash {unit} of {occurred_on} with the {post} ({official_id}) of {department} was to be handed in by {limit}; no record in time shows it: to be verified.'
--   gift:
--     zh: '{department}{post}（{official_id}）{occurred_on} 的礼品 {unit} 最迟 {limit} 登记或上交，期限内两样记录都没有，待核实。'
--     en: 'Gift {unit} of {occurred_on} with the {post} ({official_id}) of {department} was to be declared or handed in by {limit}; no record in time shows either: to be verified.'
--   handover:
--     zh: '{department}{post}（{official_id}）{occurred_on} 的礼品 {unit} 登记价值 {amount_cny} 元，达到须上交的标准，最迟 {limit} 上交，期限内没有上交记录，待核实。'
--     en: 'Gift {unit} of {occurred_on} with the {post} ({official_id}) of {department}, worth CNY {amount_cny}, reaches the sum from which gifts are handed in, by {limit}; no record in time shows it: to be verified.'
--   no-worth:
--     zh: '{department}{post}（{official_id}）登记的礼品 {unit} 没有写明价值，无法判定是否须上交。'
--     en: 'Gift {unit} declared by the {post} ({official_id}) of {department} has no value on record: whether it had to be handed in cannot be told.'
-- explains:
--   zh: 推不掉的礼金，自收到之日起在规定期限内上交；礼品在期限内登记或者上交，价值达到本单位所定标准的须上交。最后一天办理不算超期。
--   en: Cash that could not be declined is handed in within the settled time; a gift is declared or handed in, and handed in where its value reaches the sum the bureau has set. On the last day is in time.
-- blind:
--   zh: 只看得到登记过的或由企业等报告过的礼品礼金，没有任何记录的看不到；登记的价值是否属实，不判断。
--   en: 'It sees gifts somebody recorded, never those nobody did; whether the value on record is true it does not judge.'
-- source: [中共中央办公厅、国务院办公厅关于对党和国家机关工作人员在国内交往中收受礼品实行登记制度的规定（中办发〔1995〕7号）第二条、第三条, 民法典 第二百零二条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {officials: [declarations.official_id]}
WITH received AS (
  SELECT d.declaration_id, d.official_id, o.department_id, d.enterprise_id, d.kind, d.occurred_on, d.declared_on,
         d.handed_in_on, d.value_cny, ref('declarations', d) AS declaration,
         months_after(d.occurred_on, dated('gift_register_months', d.occurred_on)) AS last_day,
         dated('gift_handover_cny', d.occurred_on) AS handover_cny,
         unset('gift_register_months', d.occurred_on) AS no_months
  FROM declarations AS d
  JOIN officials AS o ON o.official_id = d.official_id
  WHERE d.kind IN ('gift', 'cash')
), settled AS (  -- a handover sum that is unset asks nothing; a worth that is null may reach it
  SELECT declaration_id, official_id, department_id, enterprise_id, kind, occurred_on, declared_on, handed_in_on, value_cny,
         declaration, last_day, no_months,
         coalesce(handed_in_on <= last_day, FALSE) AS handed_in,
         kind = 'gift' AND coalesce(declared_on <= last_day, FALSE) AS declared,
         handover_cny IS NULL OR coalesce(value_cny < handover_cny, FALSE) AS may_keep,
         handover_cny IS NOT NULL AND value_cny IS NULL AS no_worth
  FROM received
)
SELECT CASE WHEN no_months IS NOT NULL THEN 'undetermined'
            WHEN handed_in OR (declared AND may_keep) THEN 'kept'
            WHEN judged_on() <= last_day THEN NULL
            WHEN declared AND no_worth THEN 'undetermined'
            ELSE 'flagged' END AS verdict,
       declaration_id AS unit, department_id, official_id, enterprise_id, occurred_on,
       CASE WHEN no_months IS NOT NULL THEN occurred_on WHEN handed_in THEN handed_in_on
            WHEN declared AND may_keep THEN declared_on ELSE last_day + 1 END AS "on",
       CASE WHEN kind = 'cash' OR declared THEN handed_in_on ELSE least(declared_on, handed_in_on) END AS observed,
       last_day AS limit_, value_cny AS amount_cny, [declaration] AS evidence,
       CASE WHEN no_months IS NOT NULL THEN no_months
            WHEN declared AND no_worth AND NOT handed_in THEN declaration || '.value_cny' END AS missing,
       CASE WHEN declared AND no_worth THEN 'no-worth' WHEN declared THEN 'handover' ELSE kind END AS says
FROM settled
