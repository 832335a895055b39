-- rule: training-missing
-- title: {zh: 一年没有参加廉洁教育, en: A year without integrity training}
-- norms: [integrity-training]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [officials.official_id]
-- judged: {zh: 一名全年在职的人员的一个已结束年度, en: one finished year of an official in office throughout}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [officials, trainings]
-- without: [officials.since, officials.until]
-- says:
--   none:
--     zh: '{department}{post}（{official_id}）{year}年全年在职，没有参加{kind}廉洁教育的记录，待核实。'
--     en: 'The {post} ({official_id}) of {department} was in office throughout {year}; no integrity training ({kind}) is on record: to be verified.'
-- explains:
--   zh: 领导干部每年参加领导干部的廉洁教育，其他人员参加全员的廉洁教育。只看已经结束的年度，只看全年在职的人，从有教育记录的第一年看起。
--   en: Leaders attend the leaders' integrity training each year, others the staff's. Only finished years count, of those in office throughout, from the first year with any training on record.
-- blind:
--   zh: 请假后补课没有登记的、线上学习没有登记的看不到；是否真的到场，不判断。
--   en: 'Courses made up for later or taken online and not recorded it does not see; nor whether anybody was really there.'
-- source: [干部教育培训工作条例]
-- never_undetermined: {zh: 没有登记就是没有参加的记录, en: what is not recorded is not on record}
-- deviates: none
-- touched_by: {}
WITH first_year AS (
  SELECT min(year(held_on)) AS year
  FROM trainings
), years AS (
  SELECT year(c.day) AS year, min(c.day) AS begins, max(c.day) AS ends
  FROM calendar AS c
  JOIN first_year AS f ON year(c.day) >= f.year
  WHERE year(c.day) < year(judged_on())
  GROUP BY year(c.day)
), served AS (
  SELECT o.official_id, o.department_id, CASE WHEN o.leader THEN 'leaders' ELSE 'staff' END AS kind, y.year, y.ends, ref('officials', o) AS official
  FROM officials AS o
  JOIN years AS y ON coalesce(o.since, y.begins) <= y.begins AND coalesce(o.until, y.ends) >= y.ends
), attended AS (
  SELECT official_id, kind, year(held_on) AS year, min(ref('trainings', t)) AS training
  FROM trainings AS t
  GROUP BY official_id, kind, year(held_on)
)
SELECT CASE WHEN a.training IS NULL THEN 'flagged' ELSE 'kept' END AS verdict,
       s.official_id || '/' || CAST(s.year AS VARCHAR) AS unit, s.department_id, s.official_id, s.ends + 1 AS "on", s.year, s.kind,
       CASE WHEN a.training IS NULL THEN [s.official] ELSE [s.official, a.training] END AS evidence, NULL AS missing, 'none' AS says
FROM served AS s
LEFT JOIN attended AS a ON a.official_id = s.official_id AND a.kind = s.kind AND a.year = s.year
