-- rule: ratings-clustered
-- title: {zh: 好评扎堆出自一处或一天, en: Top ratings cluster on one device or day}
-- norms: [ratings-genuine]
-- kind: pattern
-- level: amber
-- custody: bureau
-- one_per: [ratings.department_id]
-- judged: {zh: 一个收到过评价的部门, en: one department that was rated}
-- day: {zh: 判断之日, en: the day judged}
-- values: [rating_top_grade]
-- tables: [ratings]
-- without: [ratings.upheld_mistaken]
-- test:
--   compares: {device: scan, day: scan}
--   alternative: greater
--   together: either
--   fewest: {like: 60, cluster: 10}
--   level: 0.05
--   planted: {own: 25, like: 250, device: 20.0, day: 20.0}
-- says:
--   device:
--     zh: '{department}的评价中，出自同一设备（{stratum}）的 {cases} 条有 {mean}% 给了最高等级，其余 {like_cases} 条为 {like_mean}%，比值 {observed} 倍（区间 {low} 起，没有差别时为 {limit}；q={q}），待核实。'
--     en: 'Of the ratings of {department}, {mean}% of the {cases} from one device ({stratum}) gave the top grade, and {like_mean}% of the other {like_cases}: odds ratio {observed} (from {low} up; {limit} where there is no difference; q={q}), to be verified.'
--   day:
--     zh: '{department}的评价中，集中在同一天（{stratum}）的 {cases} 条有 {mean}% 给了最高等级，其余 {like_cases} 条为 {like_mean}%，比值 {observed} 倍（区间 {low} 起，没有差别时为 {limit}；q={q}），待核实。'
--     en: 'Of the ratings of {department}, {mean}% of the {cases} made on one day ({stratum}) gave the top grade, and {like_mean}% of the other {like_cases}: odds ratio {observed} (from {low} up; {limit} where there is no difference; q={q}), to be verified.'
--   too-few:
--     zh: '{department}的评价太少，无法判定最高等级有没有扎堆；依据中列出部分评价，供对照。'
--     en: '{department} has too few ratings to tell whether top grades cluster. The evidence lists some of them for comparison.'
-- explains:
--   zh: 一台设备或者一天满十条评价的，看最高等级的比例是否远高于本部门其余评价；查了多少台、多少天，就按多少次折算，免得碰巧报警。认定为误评的不算。大厅里的公用评价器评价多，但好差的搭配与别处一样，不报警。
--   en: Wherever one device or one day has ten ratings or more, its share of top grades is compared with that of the department's other ratings, allowing for the number of devices and days tried. Ratings upheld as mistaken are left out. A public kiosk with many ratings and the usual mix raises no alarm.
-- blind:
--   zh: 看不到评价是谁按的；一家一直满意的企业总用一台设备，看上去也扎堆。没有登记设备的评价只按天看。
--   en: Who pressed the button it does not see. A firm that is always content and always rates from one device looks the same. Ratings without a device are looked at by day only.
-- source: [国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见（国办发〔2019〕51号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
-- stored: {by_device: [ratings.department_id, ratings.device], by_day: [ratings.department_id, ratings.rated_on]}
-- summed: [cells]
WITH rated AS (
  SELECT rating_id, department_id, device, rated_on,
         CASE WHEN grade = dated('rating_top_grade', rated_on) THEN 1 ELSE 0 END AS top
  FROM ratings
  WHERE NOT coalesce(upheld_mistaken, FALSE)
), busy AS (  -- devices with enough ratings to make a cluster
  SELECT department_id, device
  FROM ratings
  WHERE device IS NOT NULL AND NOT coalesce(upheld_mistaken, FALSE)
  GROUP BY department_id, device
  HAVING count(*) >= fewest('cluster')
), by_device AS (
  SELECT r.department_id, r.device, r.top, count(*) AS cases, max(r.rated_on) AS rated_on, min(ref('ratings', r)) AS example
  FROM rated AS r
  JOIN busy AS b ON b.department_id = r.department_id AND b.device = r.device
  GROUP BY r.department_id, r.device, r.top
), by_day AS (
  SELECT department_id, rated_on, top, count(*) AS cases, min(ref('ratings', rated)) AS example
  FROM rated
  GROUP BY department_id, rated_on, top
), sized_day AS (
  SELECT department_id, rated_on, top, cases, example, sum(cases) OVER (PARTITION BY department_id, rated_on) AS size
  FROM by_day
)
SELECT 'device' AS comparison, department_id AS pool, department_id AS unit, 'own' AS side, device AS stratum, top AS value,
       cases, rated_on AS "on", example, department_id
FROM by_device
UNION ALL
SELECT 'day', department_id, department_id, 'own', CAST(rated_on AS VARCHAR), top, cases, rated_on, example, department_id
FROM sized_day
WHERE size >= fewest('cluster')
UNION ALL
SELECT c.comparison, department_id, department_id, 'like', '', top, sum(cases), max(rated_on), min(example), department_id
FROM by_day
CROSS JOIN (VALUES ('device'), ('day')) AS c(comparison)
GROUP BY c.comparison, department_id, top
