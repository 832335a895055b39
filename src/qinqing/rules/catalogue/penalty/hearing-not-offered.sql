-- rule: hearing-not-offered
-- title: {zh: 应当告知听证而没有告知, en: Hearing not offered where one was due}
-- norms: [hearing-offered]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [penalties.penalty_id]
-- judged: {zh: 一件已作出决定的处罚, en: one penalty that is decided}
-- day: {zh: 作出决定之日, en: the day of the decision}
-- values: [penalty_hearing_threshold_entity_henan, penalty_hearing_threshold_person_henan]
-- tables: [penalties]
-- without: []
-- measures: {zh: 元, en: CNY}
-- says:
--   kind:
--     zh: '{department}对{enterprise}作出的处罚 {unit} 属于吊销许可证件、责令停业关闭或者限制从业，没有告知听证权利的记录，待核实。'
--     en: 'Penalty {unit} of {department} on {enterprise} revokes a licence, closes or restricts a business; no offer of a hearing is on record: to be verified.'
--   amount:
--     zh: '{department}对{enterprise}的处罚 {unit} 数额 {observed} 元，达到应当告知听证的 {limit} 元，没有告知的记录，待核实。'
--     en: 'Penalty {unit} of {department} on {enterprise} is CNY {observed}, at or above the CNY {limit} that carry a hearing; no offer of one is on record: to be verified.'
--   individual:
--     zh: '{department}对个体工商户{enterprise}的处罚 {unit} 数额 {observed} 元，在公民与单位两个听证标准之间，适用哪一个没有规定，无法判定。'
--     en: 'Penalty {unit} of {department} on the individual business {enterprise} is CNY {observed}, between the thresholds for persons and entities; which applies is not settled, so it cannot be told.'
-- explains:
--   zh: 吊销许可证件、责令停业关闭、限制从业，或者罚款、没收达到听证标准的处罚，作出决定之前应当告知听证权利；恰好达到标准的也应当告知。个体工商户数额在两个标准之间的，无法判定。
--   en: A hearing is offered before a licence is revoked, a business closed or restricted, or a fine or confiscation decided at or above the threshold; exactly the threshold is enough. For an individual business between the two thresholds it cannot be told.
-- blind:
--   zh: 看不到告知得及不及时、企业要没要求、听证开没开；国务院部门另有较低标准的也看不到。
--   en: 'Whether it was offered in time, asked for and held, it does not see; nor a lower threshold set by a ministry.'
-- source: [行政处罚法 第六十三条, 河南省行政处罚听证办法（省政府令第204号）第四条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH decided AS (  -- the amount from which a hearing is certain, and the one below which it is certainly none
  SELECT p.penalty_id, p.department_id, p.official_id, p.enterprise_id, p.party_kind, p.decided_on, p.amount_cny, p.hearing_offered,
         ref('penalties', p) AS penalty, p.kind IN ('licence_revocation', 'closure', 'business_restriction') AS by_kind,
         p.kind IN ('fine', 'confiscation') AS by_amount,
         CASE WHEN p.party_kind = 'person' THEN dated('penalty_hearing_threshold_person_henan', p.decided_on)
              ELSE dated('penalty_hearing_threshold_entity_henan', p.decided_on) END AS certain_cny,
         CASE WHEN p.party_kind = 'entity' THEN dated('penalty_hearing_threshold_entity_henan', p.decided_on)
              ELSE dated('penalty_hearing_threshold_person_henan', p.decided_on) END AS possible_cny,
         CASE WHEN p.party_kind = 'person' THEN unset('penalty_hearing_threshold_person_henan', p.decided_on)
              ELSE unset('penalty_hearing_threshold_entity_henan', p.decided_on) END AS no_value
  FROM penalties AS p
  WHERE p.decided_on IS NOT NULL
), asked AS (
  SELECT penalty_id, department_id, official_id, enterprise_id, decided_on, amount_cny, penalty, by_kind, certain_cny,
         NOT hearing_offered AND (by_kind OR (by_amount AND amount_cny >= certain_cny)) AS owed,
         CASE WHEN NOT hearing_offered AND by_amount
              THEN coalesce(no_value, CASE WHEN amount_cny >= possible_cny AND amount_cny < certain_cny THEN penalty || '.party_kind' END)
         END AS missing
  FROM decided
)
SELECT CASE WHEN owed THEN 'flagged' WHEN missing IS NOT NULL THEN 'undetermined' ELSE 'kept' END AS verdict,
       penalty_id AS unit, department_id, official_id, enterprise_id, decided_on AS "on", amount_cny AS observed,
       CASE WHEN NOT by_kind THEN certain_cny END AS limit_, [penalty] AS evidence, missing,
       CASE WHEN by_kind THEN 'kind' WHEN owed THEN 'amount' ELSE 'individual' END AS says
FROM asked
