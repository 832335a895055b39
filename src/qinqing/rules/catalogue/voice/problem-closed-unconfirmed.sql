-- rule: problem-closed-unconfirmed
-- title: {zh: 问题销号而企业不认可, en: Problem closed against the firm's word}
-- norms: [resolution-confirmed]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [problems.problem_id]
-- judged: {zh: 一个登记为已解决的问题, en: one problem on record as resolved}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [officials, problems]
-- without: []
-- says:
--   denied:
--     zh: '{department}{post}（{official_id}）{on} 登记为已解决的问题 {unit}，{enterprise}不认可已经解决，待核实。'
--     en: 'Problem {unit}, on record as resolved on {on} by the {post} ({official_id}) of {department}, is not resolved by the word of {enterprise}: to be verified.'
--   unanswered:
--     zh: '{department}{post}（{official_id}）{on} 登记为已解决的问题 {unit}，还没有企业的认可或否认，无法判定。'
--     en: 'Problem {unit}, on record as resolved on {on} by the {post} ({official_id}) of {department}, has no word from the firm yet: it cannot be told.'
-- explains:
--   zh: 问题解决没有，由提出的企业说了算。登记为已解决而企业否认的，提醒；企业没有回答的，无法判定。
--   en: Whether a problem is solved is for the firm to say. On record as resolved and denied by the firm is pointed out; without an answer it cannot be told.
-- blind:
--   zh: 看不到企业为什么否认，也看不到碍于情面的认可。
--   en: 'Why a firm denies, or confirms to be polite, it does not see.'
-- source: [万人助企联乡帮村活动的问题交办、销号要求（河南省，2021年）, 长垣市助企活动的办结率、满意率要求（2021年）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {officials: [problems.official_id]}
SELECT CASE WHEN p.enterprise_confirmed IS NULL THEN 'undetermined' WHEN p.enterprise_confirmed THEN 'kept' ELSE 'flagged' END AS verdict,
       p.problem_id AS unit, o.department_id, p.official_id, p.enterprise_id, p.resolved_on AS "on",
       [ref('problems', p)] AS evidence,
       CASE WHEN p.enterprise_confirmed IS NULL THEN ref('problems', p) || '.enterprise_confirmed' END AS missing,
       CASE WHEN p.enterprise_confirmed IS NULL THEN 'unanswered' ELSE 'denied' END AS says
FROM problems AS p
JOIN officials AS o ON o.official_id = p.official_id
WHERE p.resolved_on IS NOT NULL
