-- rule: poor-rating-uncontacted
-- title: {zh: 实名差评没有按期联系, en: Named poor rating not answered in time}
-- norms: [poor-ratings-handled]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [ratings.rating_id]
-- judged: {zh: 一件已联系或已过联系期限的实名差评（认定误评的除外）, en: 'one named poor rating that is followed up or past the time for it, not upheld as mistaken'}
-- day: {zh: 评价之日, en: the day of the rating}
-- values: [rating_poor_grade_max, rating_poor_contact_wd]
-- tables: [ratings]
-- without: [ratings.enterprise_id, ratings.handler_id, ratings.upheld_mistaken]
-- says:
--   late:
--     zh: '{department} {rated_on} 收到的实名差评 {unit}，最迟 {limit} 联系核实，实际 {observed} 才有记录，待核实。'
--     en: 'The named poor rating {unit} of {department}, given on {rated_on}, was to be followed up by {limit} and was on {observed}: to be verified.'
--   none:
--     zh: '{department} {rated_on} 收到的实名差评 {unit}，最迟 {limit} 联系核实，至今没有记录，待核实。'
--     en: 'The named poor rating {unit} of {department}, given on {rated_on}, was to be followed up by {limit}; nothing is on record: to be verified.'
--   no-calendar:
--     zh: '没有 {year} 年放假安排的通知，涉及 {units} 件实名差评，无法判定是否按期联系核实。'
--     en: 'No notice on the holidays of {year} is known: for {units} named poor ratings it cannot be told whether they were followed up in time.'
-- explains:
--   zh: 实名的不满意、非常不满意评价，在规定的工作日之内联系评价人核实，从评价次日数起；过了最后一个工作日的算超期，遇休息日不顺延。认定为误评的不判断。
--   en: A named rating of dissatisfied or worse is followed up with the rater within the set working days, counted from the day after; past the last of them is late, and no day off extends it. One upheld as mistaken is not judged.
-- blind:
--   zh: 只看有没有联系的日期，看不到联系了谁、说了什么；没有实名的差评不判断。
--   en: It sees the day of a contact, not who was reached or what was said; anonymous ratings it does not judge.
-- source: [安阳市政务服务条例 第五十二条, 上海市优化营商环境条例（2024年修正） 第三十条, 国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见（国办发〔2019〕51号）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH due AS (
  SELECT r.rating_id, r.department_id, r.handler_id, r.enterprise_id, r.rated_on, r.contacted_on, ref('ratings', r) AS rating,
         coalesce(r.contacted_on, judged_on()) AS reached_on, due.day AS due_on,
         CASE WHEN due.day IS NULL THEN year(r.rated_on) + CASE WHEN rated.day IS NULL THEN 0 ELSE 1 END END AS year
  FROM ratings AS r
  LEFT JOIN calendar AS rated ON rated.day = r.rated_on
  LEFT JOIN calendar AS due ON due.is_workday
   AND due.workday_no = rated.workday_no + dated('rating_poor_contact_wd', r.rated_on)
  WHERE r.real_name AND r.grade <= dated('rating_poor_grade_max', r.rated_on) AND NOT coalesce(r.upheld_mistaken, FALSE)
), open AS (  -- no calendar is needed while no more calendar days have passed; `year` is the one it lacks, if any
  SELECT rating_id, department_id, handler_id, enterprise_id, rated_on, contacted_on, rating, reached_on, due_on, year,
         coalesce(unset('rating_poor_contact_wd', rated_on),
                  CASE WHEN date_diff('day', rated_on, reached_on) > dated('rating_poor_contact_wd', rated_on)
                       THEN 'calendar:' || CAST(year AS VARCHAR) END) AS missing
  FROM due
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN reached_on > due_on THEN 'flagged'
            WHEN contacted_on IS NOT NULL THEN 'kept' END AS verdict,
       rating_id AS unit, department_id, handler_id AS official_id, enterprise_id, rated_on,
       CASE WHEN reached_on > due_on THEN due_on + 1 ELSE rated_on END AS "on",
       contacted_on AS observed, due_on AS limit_, year, [rating] AS evidence, missing,
       CASE WHEN missing IS NOT NULL THEN 'no-calendar' WHEN contacted_on IS NULL THEN 'none' ELSE 'late' END AS says
FROM open
