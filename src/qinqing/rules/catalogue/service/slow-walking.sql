-- rule: slow-walking
-- title: {zh: 同类事项办得明显比同事慢, en: Slower than colleagues on the same items}
-- norms: [no-slow-walking]
-- kind: pattern
-- level: amber
-- custody: bureau
-- one_per: [officials.department_id]
-- judged: {zh: 一名经办过申请的人员, en: one official who has handled applications}
-- day: {zh: 不用数值；检验的方法见 test, en: 'none: how it is tested stands in the slot test'}
-- values: []
-- tables: [applications, officials, pauses]
-- without: []
-- test:
--   compares: {slower: ranks}
--   alternative: greater
--   together: alone
--   fewest: {own: 20, like: 40}
--   level: 0.05
--   planted: {own: 60, like: 300, slower: 0.70}
-- says:
--   slower:
--     zh: '{post}（{unit}）办结的 {cases} 件申请平均用 {mean} 个工作日，比同事经办同类事项（{like_mean} 个）多用 {difference} 个；同类中任取两人各一件，此人更慢的可能为 {observed}（区间 {low} 至 {high}，不分快慢时为 {limit}；q={q}），待核实。'
--     en: 'The {cases} applications decided by the {post} ({unit}) took {mean} working days on average, {difference} more than colleagues took for the same items ({like_mean}). Of one case each of the same kind, this one is the slower with chance {observed} (interval {low} to {high}; {limit} where there is no difference; q={q}): to be verified.'
--   too-few:
--     zh: '{post}（{unit}）办结的、有同事同类事项可比的申请只有 {cases} 件（同事 {like_cases} 件），太少，无法判定快慢；依据中附类案对照表。'
--     en: 'The {post} ({unit}) decided only {cases} applications that compare with colleagues'' ({like_cases}): too few to tell. The evidence lists like cases for comparison.'
--   uncounted:
--     zh: '{post}（{unit}）办结的申请有的跨到没有公布放假安排的年份，工作日无法计算，无法判定快慢。'
--     en: 'Applications decided by the {post} ({unit}) reach into a year without published working days: how long they took cannot be told.'
-- explains:
--   zh: 从收到申请到作出决定的工作日（法定停算的扣除），与同一单位同事在同一事项、同一年收到的申请逐类相比。同类里整体明显偏慢的，提醒。办的事项难、时间长，不算慢。
--   en: Working days from receipt to decision, lawful pauses taken out, are compared with those of colleagues in the same department on the same item received in the same year. Whoever is clearly slower within like cases gets a reminder; handling the long items is not slow.
-- blind:
--   zh: 看不到一件比同类难在哪里，也看不到慢在等材料还是等人；没办结的、企业撤回的不算。只与现在同一单位的同事比，一人办全部某类事项的无从比较。
--   en: Why one case is harder than its like, and whether time was lost waiting for papers or for a person, it does not see. Open and withdrawn cases are left out. Colleagues are those of the same department now; an item only one person handles compares with nothing.
-- source: [优化营商环境条例（国务院令第722号）第三十六条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {officials: [applications.handler_id = official_id], pauses: [applications.application_id]}
-- stored: {decided: [applications.application_id]}
-- summed: [cells]
WITH pause AS (  -- one after another: where two overlap, the second counts from the end of the first; after one never ended nothing is left to take out
  SELECT application_id, ended_on,
         greatest(started_on, coalesce(max(coalesce(ended_on, judged_on())) OVER (PARTITION BY application_id ORDER BY started_on, ended_on
                                                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), started_on)) AS started_on
  FROM pauses
), paused AS (  -- a pause takes effect the next day, as every event does; one never ended lasts to the decision
  SELECT p.application_id, sum(greatest(0, e.workday_no - s.workday_no)) AS workdays
  FROM applications AS a
  JOIN pause AS p ON p.application_id = a.application_id
  JOIN calendar AS s ON s.day = least(p.started_on, a.decided_on)
  JOIN calendar AS e ON e.day = least(coalesce(p.ended_on, a.decided_on), a.decided_on)
  GROUP BY p.application_id
), decided AS (
  SELECT a.application_id, o.department_id, a.handler_id, a.department_id || '/' || a.item || '/' || CAST(year(a.received_on) AS VARCHAR) AS stratum,
         e.workday_no - s.workday_no - coalesce(p.workdays, 0) AS workdays, a.decided_on,
         CASE WHEN s.day IS NULL THEN 'calendar:' || CAST(year(a.received_on) AS VARCHAR)
              WHEN e.day IS NULL THEN 'calendar:' || CAST(year(a.decided_on) AS VARCHAR) END AS missing
  FROM applications AS a
  JOIN officials AS o ON o.official_id = a.handler_id
  LEFT JOIN calendar AS s ON s.day = a.received_on
  LEFT JOIN calendar AS e ON e.day = a.decided_on
  LEFT JOIN paused AS p ON p.application_id = a.application_id
  WHERE a.decided_on IS NOT NULL AND coalesce(a.outcome, 'granted') <> 'withdrawn'
), done AS (
  SELECT department_id, handler_id, stratum, workdays, missing, count(*) AS cases, max(decided_on) AS decided_on, min(ref('applications', decided)) AS example
  FROM decided
  GROUP BY department_id, handler_id, stratum, workdays, missing
)
SELECT department_id AS pool, handler_id AS unit, 'own' AS side, stratum, workdays AS value, missing,
       cases, decided_on AS "on", example, department_id, handler_id AS official_id
FROM done
UNION ALL
SELECT department_id, NULL, 'all', stratum, workdays, NULL, sum(cases), max(decided_on), min(example), department_id, NULL
FROM done
GROUP BY department_id, stratum, workdays
