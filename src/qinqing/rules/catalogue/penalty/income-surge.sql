-- rule: income-surge
-- title: {zh: 罚款收入高出历年走势, en: Fines leap above their own past}
-- norms: [no-fines-for-income]
-- kind: pattern
-- level: amber
-- custody: bureau
-- one_per: [penalties.department_id]
-- judged: {zh: 一个四年来作出过罚款决定的部门, en: one department that decided fines in the last four years}
-- day: {zh: 判断之日, en: the day judged}
-- values: [income_surge_trend_years, income_surge_window_days]
-- tables: [penalties]
-- without: []
-- test:
--   compares: {surge: trend}
--   alternative: greater
--   together: alone
--   fewest: {like: 60, periods: 12}
--   level: 0.05
--   planted: {own: 240, like: 360, surge: 2.0}
-- says:
--   surge:
--     zh: '{department}最近一年决定的罚款共 {mean} 元，按前三年的走势应为 {like_mean} 元上下，是其 {observed} 倍（区间 {low} 至 {high}，合于走势时为 {limit}；q={q}），待核实。'
--     en: '{department} decided fines of {mean} yuan in the last year; the three years before lead one to expect about {like_mean}: {observed} times (interval {low} to {high}; {limit} where the trend holds; q={q}), to be verified.'
--   too-few:
--     zh: '{department}前三年的罚款决定太少（{like_cases} 件），无法判定最近一年是否高出走势；依据中列出部分决定，供对照。'
--     en: '{department} decided too few fines in the three years before ({like_cases}) to tell whether the last year lies above their trend. The evidence lists some of them for comparison.'
--   uncounted:
--     zh: '处罚记录没有满四年，{department}最近一年的罚款是否高出前三年的走势，无法判定。'
--     en: 'The records of penalties do not reach back four years: whether the fines of {department} in the last year lie above the trend of the three before cannot be told.'
-- explains:
--   zh: 用前三年（分十二段）的罚款金额求出增减走势和波动的大小，看最近一年的总额是否超出走势所能解释的范围。收费不算，警告、没收不算，还没决定的不算。
--   en: The amounts of the three years before, in twelve periods, give a trend and its scatter; the total of the last year is flagged where that cannot explain it. Fees, warnings, confiscations and cases still open are left out.
-- blind:
--   zh: 看不到违法行为是不是真的多了，也看不到新法、专项行动带来的一次性变化；个别巨额罚款会使走势的波动变大，反而不易报警。
--   en: Whether breaches really grew, or a new law or campaign explains the year, it does not see. A few very large fines widen the scatter and make an alarm less likely.
-- source: [行政处罚法 第七十四条, 民营经济促进法 第五十条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH span AS (  -- counted from the day before the three years: 1 is their first day
  SELECT days_after(judged_on(), 0 - (dated('income_surge_trend_years', judged_on()) + 1) * dated('income_surge_window_days', judged_on())) AS eve,
         dated('income_surge_trend_years', judged_on()) * dated('income_surge_window_days', judged_on()) AS days
), reach AS (
  SELECT min(filed_on) AS first_on
  FROM penalties
), fined AS (  -- periods number -12 … -1 before, 0 … 3 in the last year
  SELECT p.department_id, (date_diff('day', s.eve, p.decided_on) - 1) * fewest('periods') // s.days - fewest('periods') AS period,
         p.amount_cny, p.decided_on, ref('penalties', p) AS example,
         CASE WHEN r.first_on > s.eve + 1 THEN 'penalties:' || CAST(s.eve + 1 AS VARCHAR) END AS missing
  FROM penalties AS p
  CROSS JOIN span AS s
  CROSS JOIN reach AS r
  WHERE p.kind = 'fine' AND p.decided_on > s.eve
)
SELECT department_id AS pool, department_id AS unit, CASE WHEN period < 0 THEN 'like' ELSE 'own' END AS side, '' AS stratum,
       CASE WHEN missing IS NULL THEN period END AS value, missing, count(*) AS cases, sum(amount_cny) AS amount,
       max(decided_on) AS "on", min(example) AS example, department_id
FROM fined
GROUP BY department_id, period, missing
UNION ALL  -- the first and the last period are there even without a fine
SELECT f.department_id, f.department_id, e.side, '', e.period, NULL, 0, 0, min(f.decided_on), NULL, f.department_id
FROM fined AS f
CROSS JOIN span AS s
CROSS JOIN (SELECT 'like' AS side, 0 - fewest('periods') AS period
            UNION ALL SELECT 'own', fewest('periods') // dated('income_surge_trend_years', judged_on()) - 1) AS e
WHERE f.missing IS NULL
GROUP BY f.department_id, e.side, e.period
