-- rule: major-penalty-unreviewed
-- title: {zh: 重大处罚没有先经法制审核, en: Major penalty decided without legal review}
-- norms: [legal-review]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [penalties.penalty_id]
-- judged: {zh: 一件已作出决定的处罚, en: one penalty that is decided}
-- day: {zh: 作出决定之日, en: the day of the decision}
-- values: [penalty_hearing_threshold_entity_henan, penalty_hearing_threshold_person_henan]
-- tables: [penalties]
-- without: []
-- says:
--   none:
--     zh: '{department} {on} 对{enterprise}作出的处罚 {unit} 达到应当听证的程度，没有法制审核记录，应当先审核、后决定，待核实。'
--     en: 'Penalty {unit} of {department} on {enterprise}, decided on {on}, is one that carries a hearing; no legal review is on record, which comes first: to be verified.'
--   after:
--     zh: '{department} {on} 对{enterprise}作出的处罚 {unit} 达到应当听证的程度，法制审核（{observed}）在决定（{limit}）之后，应当先审核、后决定，待核实。'
--     en: 'Penalty {unit} of {department} on {enterprise}, decided on {on}, is one that carries a hearing; its legal review ({observed}) came after the decision ({limit}): to be verified.'
--   individual:
--     zh: '{department}对个体工商户{enterprise}的处罚 {unit} 数额在公民与单位两个听证标准之间，又没有先经法制审核的记录，是否应当审核无法判定。'
--     en: 'Penalty {unit} of {department} on the individual business {enterprise} lies between the thresholds for persons and entities and has no earlier legal review on record: whether one was due cannot be told.'
-- explains:
--   zh: 按听证标准属于重大的处罚，法制审核应当在作出决定当天或者之前完成。当天审核的也算。
--   en: A penalty that carries a hearing is reviewed by the legal section on or before the day it is decided; the same day will do.
-- blind:
--   zh: 看不到审核人有没有资格、审核意见听没听；法律规定的其他应当审核的情形没有登记，也看不到。
--   en: 'Whether the reviewer was qualified and heeded it does not see; nor the other grounds for review the law names, which are not on record.'
-- source: [行政处罚法 第五十八条, 河南省行政处罚听证办法（省政府令第204号）第四条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH decided AS (  -- the amount from which a penalty is certainly major, and the one below which it certainly is not
  SELECT p.penalty_id, p.department_id, p.official_id, p.enterprise_id, p.decided_on, p.amount_cny, p.legal_review_on, ref('penalties', p) AS penalty,
         coalesce(p.legal_review_on <= p.decided_on, FALSE) AS reviewed, p.kind IN ('fine', 'confiscation') AS by_amount,
         p.kind IN ('licence_revocation', 'closure', 'business_restriction') AS by_kind,
         CASE WHEN p.party_kind = 'person' THEN dated('penalty_hearing_threshold_person_henan', p.decided_on)
              ELSE dated('penalty_hearing_threshold_entity_henan', p.decided_on) END AS certain_cny,
         CASE WHEN p.party_kind = 'entity' THEN dated('penalty_hearing_threshold_entity_henan', p.decided_on)
              ELSE dated('penalty_hearing_threshold_person_henan', p.decided_on) END AS possible_cny,
         CASE WHEN p.party_kind = 'person' THEN unset('penalty_hearing_threshold_person_henan', p.decided_on)
              ELSE unset('penalty_hearing_threshold_entity_henan', p.decided_on) END AS no_value
  FROM penalties AS p
  WHERE p.decided_on IS NOT NULL
), asked AS (
  SELECT penalty_id, department_id, official_id, enterprise_id, decided_on, legal_review_on, penalty,
         NOT reviewed AND (by_kind OR (by_amount AND amount_cny >= certain_cny)) AS owed,
         CASE WHEN NOT reviewed AND by_amount
              THEN coalesce(no_value, CASE WHEN amount_cny >= possible_cny AND amount_cny < certain_cny THEN penalty || '.party_kind' END)
         END AS missing
  FROM decided
)
SELECT CASE WHEN owed THEN 'flagged' WHEN missing IS NOT NULL THEN 'undetermined' ELSE 'kept' END AS verdict,
       penalty_id AS unit, department_id, official_id, enterprise_id, decided_on AS "on", legal_review_on AS observed, decided_on AS limit_,
       [penalty] AS evidence, missing, CASE WHEN NOT owed THEN 'individual' WHEN legal_review_on IS NULL THEN 'none' ELSE 'after' END AS says
FROM asked
