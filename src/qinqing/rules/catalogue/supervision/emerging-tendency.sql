-- rule: emerging-tendency
-- title: {zh: 查实的疑点近来偏多, en: Confirmed findings rise above what post and caseload explain}
-- norms: [early-reminder]
-- kind: pattern
-- level: amber
-- custody: bureau
-- one_per: [officials.official_id]
-- judged: {zh: 一名近来办过申请、检查或者处罚，或者近来有疑点查实的人员, en: 'one official who lately handled applications, inspections or penalties, or of whom findings were lately confirmed'}
-- day: {zh: 判断之日, en: the day judged}
-- values: [tendency_window_days]
-- tables: [applications, inspections, inspectors, officials, penalties]
-- without: []
-- test:
--   compares: {rising: rates}
--   alternative: greater
--   together: alone
--   fewest: {events: 5}
--   level: 0.05
--   planted: {own: 100, like: 2000, rising: 20.0}
-- says:
--   rising:
--     zh: '{post}（{unit}）最近 {window_days} 天里查实的疑点有 {cases} 个，按办件量折算每千件 {mean} 个，同一职务的同事为 {like_mean} 个，是其 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}）；宜早提醒，具体情况待核实。'
--     en: 'In the last {window_days} days {cases} findings about the {post} ({unit}) were confirmed: {mean} per thousand cases handled, against {like_mean} for colleagues in the same post, {observed} times as many (interval {low} to {high}; {limit} where there is no difference; q={q}). An early reminder is due; the particulars are to be verified.'
--   too-few:
--     zh: '与{post}（{unit}）同一职务的人员，最近 {window_days} 天里查实的疑点合计不到可比的数目，无法判定是否偏多；依据中列出部分查实的疑点，供对照。'
--     en: 'In the last {window_days} days too few findings about officials in the post of the {post} ({unit}) were confirmed to tell whether his are many. The evidence lists some for comparison.'
--   uncounted:
--     zh: '{post}（{unit}）最近 {window_days} 天里有疑点查实，但没有办件记录，无从按办件量折算，无法判定是否偏多。'
--     en: 'In the last {window_days} days findings about the {post} ({unit}) were confirmed, but no cases handled are on record to set them against: whether they are many cannot be told.'
-- explains:
--   zh: 最近这段日子里查实的疑点，按各人同期办的申请、做的检查、立的处罚件数折算，与同一职务的同事相比。办得多的人，疑点多一些不算偏多。有疑点查实而没有办件记录的，无法判定。
--   en: Findings confirmed in these days, per application handled, inspection made and penalty filed in the same days, are compared with those of colleagues in the same post. Who handles more may have more; where nothing handled is on record, it cannot be told.
-- blind:
--   zh: 只看得到查实了的，看不到没被发现的；一件事引出好几个疑点的，会一并计入。向来就多的与近来才多的，不区分。
--   en: Only what was confirmed is seen, never what nobody found. One event that led to several findings counts several times. Whether there were always many, or only of late, it does not tell apart.
-- source: [公务员法 第五十七条, 监察法 第十九条]
-- never_undetermined: none
-- deviates:
--   zh: 表中写“超出职务和办件量所能解释的上升”。这里与同一职务、同样办件量的同事同期相比，不与本人以前比：以前有没有查实，要看当时查没查，几个疑点也比不出升降；向来偏多的，同样宜早提醒。
--   en: The table asks for a rise above what post and caseload explain. It is read against colleagues of the same post, by caseload, in the same days, not against the official's own past. What was confirmed then hangs on who looked, a handful shows no trend, and whose findings were always many is to be reminded too.
-- touched_by: {}
WITH began AS (
  SELECT days_after(judged_on(), 0 - dated('tendency_window_days', judged_on())) AS eve, dated('tendency_window_days', judged_on()) AS window_days
), handled AS (
  SELECT handler_id AS official_id, received_on AS handled_on FROM applications
  UNION ALL
  SELECT i.official_id, CAST(v.started_at AS DATE) FROM inspectors AS i JOIN inspections AS v ON v.inspection_id = i.inspection_id
  UNION ALL
  SELECT official_id, filed_on FROM penalties
), load AS (
  SELECT official_id, count(*) AS cases, max(handled_on) AS handled_on
  FROM handled CROSS JOIN began
  WHERE handled_on > eve
  GROUP BY official_id
), confirmed AS (
  SELECT official_id, count(*) AS findings, max(confirmed_on) AS confirmed_on,
         min('confirmed_findings:' || official_id || '/' || CAST(confirmed_on AS VARCHAR) || '/' || rule) AS example
  FROM confirmed_findings CROSS JOIN began
  WHERE confirmed_on > eve AND confirmed_on <= judged_on()
  GROUP BY official_id
), official AS (
  SELECT o.official_id, o.post, o.department_id, l.cases AS load, coalesce(greatest(l.handled_on, c.confirmed_on), l.handled_on, c.confirmed_on) AS last_on,
         coalesce(c.findings, 0) AS findings, c.example, CAST(b.window_days AS VARCHAR) AS window_days,
         CASE WHEN l.cases IS NULL THEN 'load:' || o.official_id END AS missing
  FROM officials AS o
  LEFT JOIN load AS l ON l.official_id = o.official_id
  LEFT JOIN confirmed AS c ON c.official_id = o.official_id
  CROSS JOIN began AS b
  WHERE l.cases IS NOT NULL OR c.findings IS NOT NULL
)
SELECT post AS pool, official_id AS unit, 'own' AS side, '' AS stratum, CASE WHEN missing IS NULL THEN 0 END AS value, findings AS cases,
       coalesce(load, 0) AS days, last_on AS "on", example, department_id, official_id, window_days, missing
FROM official
UNION ALL
SELECT post, NULL, 'all', '', 0, sum(findings), sum(load), max(last_on), min(example), NULL, NULL, NULL, NULL
FROM official
WHERE missing IS NULL
GROUP BY post
