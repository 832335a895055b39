-- rule: liaison-nominal
-- title: {zh: 联系企业只挂名, en: Liaison in name only}
-- norms: [liaison-real]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [liaisons.official_id, liaisons.enterprise_id, liaisons.since]
-- judged: {zh: 一名领导干部联系的一家企业，联系已满规定的天数, en: one firm a leader has kept liaison with for the days set}
-- day: {zh: 判断之日；联系已经结束的，结束之日, en: 'the day judged, or the last day of the liaison'}
-- values: [liaison_visit_days]
-- tables: [liaisons, officials, visits]
-- without: []
-- measures: {zh: 次, en: visits}
-- says:
--   no-visit:
--     zh: '{department}{post}（{official_id}）联系{enterprise}，到 {last_day} 为止的 {days} 天里没有走访记录，待核实。'
--     en: 'The {post} ({official_id}) of {department} keeps liaison with {enterprise}; in the {days} days up to {last_day} no visit is on record: to be verified.'
--   denied:
--     zh: '{department}{post}（{official_id}）联系{enterprise}，到 {last_day} 为止的 {days} 天里登记的 {observed} 次走访企业都不认可，待核实。'
--     en: 'The {post} ({official_id}) of {department} keeps liaison with {enterprise}; of the {observed} visits on record in the {days} days up to {last_day} the firm confirms none: to be verified.'
--   unanswered:
--     zh: '{department}{post}（{official_id}）联系{enterprise}，到 {last_day} 为止的 {days} 天里登记的走访还没有企业的认可或否认，无法判定。'
--     en: 'The {post} ({official_id}) of {department} keeps liaison with {enterprise}; the firm has not said yet whether the visits on record in the {days} days up to {last_day} took place: it cannot be told.'
-- explains:
--   zh: 领导干部联系的企业，在规定的天数里至少有一次企业认可的走访；一次也没有，或者企业都否认的，提醒；没有认可、还有没回答的，无法判定。正好那么多天以前的一次也算，联系不满这些天的还不判断。
--   en: A leader visits each firm he keeps liaison with at least once within the days set, and the firm says so. No visit, or denied ones only, is pointed out; none confirmed and some unanswered cannot be told. A visit exactly so many days before still counts; a shorter liaison is not judged yet.
-- blind:
--   zh: 看不到走访谈了什么、解决了什么；只看现在是不是领导干部，不追溯当时的职务；非领导干部的联系不判断。
--   en: 'What a visit was about it does not see. Who is a leader is read as it stands now; liaisons of others it does not judge.'
-- source: [河南省关于规范政商交往行为构建亲清政商关系的若干意见（2020年）]
-- never_undetermined: none
-- deviates: none
-- touched_by: {officials: [liaisons.official_id], visits: [liaisons.official_id, liaisons.enterprise_id]}
WITH liaison AS (  -- the same liaison on record twice is one, the longer
  SELECT l.official_id, o.department_id, l.enterprise_id, l.since, ref('liaisons', l) AS liaison,
         least(judged_on(), CASE WHEN count(l.until) = count(*) THEN max(l.until) END) AS last_day
  FROM liaisons AS l
  JOIN officials AS o ON o.official_id = l.official_id
  WHERE o.leader AND l.since <= judged_on()
  GROUP BY l.official_id, o.department_id, l.enterprise_id, l.since
), term AS (
  SELECT official_id, department_id, enterprise_id, since, liaison, last_day, dated('liaison_visit_days', last_day) AS days,
         date_diff('day', since, last_day) >= dated('liaison_visit_days', last_day) AS full_term
  FROM liaison
), visited AS (
  SELECT t.liaison, v.visited_on, v.enterprise_confirmed, ref('visits', v) AS visit,
         date_diff('day', v.visited_on, t.last_day) <= t.days AS recent
  FROM term AS t
  JOIN visits AS v ON v.official_id = t.official_id AND v.enterprise_id = t.enterprise_id AND v.visited_on <= t.last_day
), heard AS (
  SELECT liaison, count(CASE WHEN recent THEN visit END) AS visits, array_agg(visit) FILTER (WHERE recent) AS evidence,
         bool_or(recent AND coalesce(enterprise_confirmed, FALSE)) AS confirmed,
         min(CASE WHEN recent AND enterprise_confirmed IS NULL THEN visit END) AS unanswered,
         max(CASE WHEN coalesce(enterprise_confirmed, TRUE) THEN visited_on END) AS undenied_on
  FROM visited
  GROUP BY liaison
), told AS (
  SELECT t.official_id, t.department_id, t.enterprise_id, t.since, t.liaison, t.last_day, t.days, h.undenied_on, h.evidence,
         coalesce(h.visits, 0) AS visits,
         CASE WHEN t.days IS NULL THEN 'undetermined' WHEN NOT t.full_term THEN NULL WHEN h.confirmed THEN 'kept'
              WHEN h.unanswered IS NOT NULL THEN 'undetermined' ELSE 'flagged' END AS verdict,
         coalesce(unset('liaison_visit_days', t.last_day), h.unanswered || '.enterprise_confirmed') AS missing
  FROM term AS t
  LEFT JOIN heard AS h ON h.liaison = t.liaison
)
SELECT verdict, liaison AS unit, department_id, official_id, enterprise_id, last_day,
       CASE WHEN verdict = 'flagged' THEN greatest(days_after(since, days), days_after(undenied_on, days) + 1) ELSE last_day END AS "on",
       visits AS observed, 1 AS limit_, days, list_sort(list_concat([liaison], evidence)) AS evidence,
       CASE WHEN verdict = 'undetermined' THEN missing END AS missing,
       CASE WHEN verdict = 'undetermined' THEN 'unanswered' WHEN visits = 0 THEN 'no-visit' ELSE 'denied' END AS says
FROM told
