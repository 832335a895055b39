-- rule: poor-rating-unrectified
-- title: {zh: 实名差评没有按期整改, en: Named poor rating not put right in time}
-- norms: [poor-ratings-handled]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [ratings.rating_id]
-- judged: {zh: 一件已整改或已过整改期限的实名差评（认定误评的除外）, en: 'one named poor rating that is put right or past the time for it, not upheld as mistaken'}
-- day: {zh: 评价之日, en: the day of the rating}
-- values: [rating_poor_grade_max, rating_poor_rectify_complex_wd]
-- tables: [ratings]
-- without: [ratings.enterprise_id, ratings.handler_id, ratings.upheld_mistaken]
-- says:
--   late:
--     zh: '{department} {rated_on} 收到的实名差评 {unit}，最迟 {limit} 整改到位，实际 {observed} 才有记录，待核实。'
--     en: 'The named poor rating {unit} of {department}, given on {rated_on}, was to be put right by {limit} and was on {observed}: to be verified.'
--   none:
--     zh: '{department} {rated_on} 收到的实名差评 {unit}，最迟 {limit} 整改到位，至今没有记录，待核实。'
--     en: 'The named poor rating {unit} of {department}, given on {rated_on}, was to be put right by {limit}; nothing is on record: to be verified.'
--   no-calendar:
--     zh: '没有 {year} 年放假安排的通知，涉及 {units} 件实名差评，无法判定是否按期整改到位。'
--     en: 'No notice on the holidays of {year} is known: for {units} named poor ratings it cannot be told whether they were put right in time.'
-- explains:
--   zh: 实名的不满意、非常不满意评价，从评价次日数起，在规定的工作日之内整改到位；过了最后一个工作日的算超期，遇休息日不顺延。认定为误评的不判断。
--   en: What a named rating of dissatisfied or worse complains of is put right within the set working days, counted from the day after the rating; past the last of them is late, and no day off extends it. One upheld as mistaken is not judged.
-- blind:
--   zh: 情况清楚的本应立即整改，这里一律按情况复杂的期限；看不到整改得怎么样、评价人满不满意。
--   en: Clear cases are to be put right at once; the time for complex ones is given to all. How well it was done, and whether the rater is content, it does not see.
-- source: [襄城县城关镇政务服务好差评制度, 德州市政务服务好差评制度, 国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见（国办发〔2019〕51号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH due AS (
  SELECT r.rating_id, r.department_id, r.handler_id, r.enterprise_id, r.rated_on, r.rectified_on, ref('ratings', r) AS rating,
         coalesce(r.rectified_on, judged_on()) AS reached_on, due.day AS due_on,
         CASE WHEN due.day IS NULL THEN year(r.rated_on) + CASE WHEN rated.day IS NULL THEN 0 ELSE 1 END END AS year
  FROM ratings AS r
  LEFT JOIN calendar AS rated ON rated.day = r.rated_on
  LEFT JOIN calendar AS due ON due.is_workday
   AND due.workday_no = rated.workday_no + dated('rating_poor_rectify_complex_wd', r.rated_on)
  WHERE r.real_name AND r.grade <= dated('rating_poor_grade_max', r.rated_on) AND NOT coalesce(r.upheld_mistaken, FALSE)
), open AS (  -- no calendar is needed while no more calendar days have passed; `year` is the one it lacks, if any
  SELECT rating_id, department_id, handler_id, enterprise_id, rated_on, rectified_on, rating, reached_on, due_on, year,
         coalesce(unset('rating_poor_rectify_complex_wd', rated_on),
                  CASE WHEN date_diff('day', rated_on, reached_on) > dated('rating_poor_rectify_complex_wd', rated_on)
                       THEN 'calendar:' || CAST(year AS VARCHAR) END) AS missing
  FROM due
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN reached_on > due_on THEN 'flagged'
            WHEN rectified_on IS NOT NULL THEN 'kept' END AS verdict,
       rating_id AS unit, department_id, handler_id AS official_id, enterprise_id, rated_on,
       CASE WHEN reached_on > due_on THEN due_on + 1 ELSE rated_on END AS "on",
       rectified_on AS observed, due_on AS limit_, year, [rating] AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-calendar' WHEN rectified_on IS NULL THEN 'none' ELSE 'late' END AS says
FROM open
