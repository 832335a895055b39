-- rule: commitment-unfulfilled
-- title: {zh: 承诺到期没有兑现, en: Commitment not fulfilled by its day}
-- norms: [commitments-kept]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [commitments.commitment_id]
-- judged: {zh: 一项已兑现、已收回或已过期限的合法承诺, en: 'one lawful commitment that is fulfilled, withdrawn or past its day'}
-- day: {zh: 不用数值，每项承诺自带期限, en: 'none: every commitment carries its own day'}
-- values: []
-- tables: [commitments]
-- without: []
-- says:
--   open:
--     zh: '{department}对{enterprise}的承诺 {unit} 最迟 {limit} 兑现，至今没有兑现或收回的记录，已过 {late_days} 天，待核实。'
--     en: 'Commitment {unit} of {department} to {enterprise} was to be fulfilled by {limit}; neither fulfilment nor withdrawal is on record, {late_days} days past: to be verified.'
--   unknown:
--     zh: '{department}对{enterprise}的承诺 {unit} 已过 {limit}，没有兑现或收回的记录，但没有登记承诺是否合法，无法判定。'
--     en: 'Commitment {unit} of {department} to {enterprise} is past {limit}, neither fulfilled nor withdrawn; whether it was lawful is not on record: it cannot be told.'
-- explains:
--   zh: 依法作出的承诺，过了期限既没有兑现也没有收回的，要求说明情况；到期当天还不算。晚兑现的不再提示，收回的由另一条规则看补偿。违法的承诺不判断；到期未兑现又没有登记是否合法的，无法判定。
--   en: A lawful commitment past its day and neither fulfilled nor withdrawn is asked about; on the day itself it is not. One fulfilled late is left alone, one withdrawn is for another rule. An unlawful one is not judged; where an open one does not say, it cannot be told.
-- blind:
--   zh: 看不到兑现得足不足、口头承诺有没有漏记，也看不到期限定得合不合理。
--   en: 'Whether it was fulfilled in full, an oral promise was left out, or the day was fair, it does not see.'
-- source: [优化营商环境条例（国务院令第722号）第三十一条, 民营经济促进法 第七十条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH made AS (
  SELECT commitment_id, department_id, official_id, enterprise_id, lawful, due_on, least(fulfilled_on, withdrawn_on) AS settled_on,
         ref('commitments', commitments) AS commitment
  FROM commitments
  WHERE lawful IS NULL OR lawful
)
SELECT CASE WHEN settled_on IS NOT NULL THEN 'kept' WHEN judged_on() > due_on AND lawful THEN 'flagged'
            WHEN judged_on() > due_on THEN 'undetermined' END AS verdict,
       commitment_id AS unit, department_id, official_id, enterprise_id, coalesce(settled_on, due_on + 1) AS "on",
       due_on AS limit_, date_diff('day', due_on, judged_on()) AS late_days, [commitment] AS evidence,
       CASE WHEN lawful IS NULL THEN commitment || '.lawful' END AS missing, CASE WHEN lawful THEN 'open' ELSE 'unknown' END AS says
FROM made
