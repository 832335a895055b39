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
-- without: [officials.until]
-- says:
--   none:
--     zh: '{department}{post}（{official_id}）{year}年全年在职，没有参加{kind}廉洁教育的记录，待核实。'
--     en: 'The {post} ({official_id}) of {department} was in office throughout {year}; no integrity training ({kind}) is on record: to be verified.'
--   no-start:
--     zh: '{department}{post}（{official_id}）没有登记任职起始日，有已结束的年度没有参加{kind}廉洁教育的记录，是否全年在职无法判定。'
--     en: 'No day is on record on which the {post} ({official_id}) of {department} took office; there are finished years without integrity training ({kind}) on record: whether they were years in office cannot be told.'
-- explains:
--   zh: 领导干部每年参加领导干部的廉洁教育，其他人员参加全员的廉洁教育。看全年在职的已结束年度：从有教育记录的第一年起，最近一个已结束的年度总要看，哪怕谁的教育都没有记录。没有登记任职起始日又没有参加记录的，无法判定。
--   en: Leaders attend the leaders' integrity training each year, others the staff's. Judged are finished years in office throughout, from the first year with any training on record, and always the last finished year, even if nobody's training is on record. Without the day of taking office and without training it cannot be told.
-- blind:
--   zh: 请假后补课没有登记的、线上学习没有登记的看不到；是否真的到场，不判断。
--   en: 'Courses made up for later or taken online and not recorded it does not see; nor whether anybody was really there.'
-- source: [干部教育培训工作条例]
-- never_undetermined: none
-- deviates:
--   zh: 表中没有写从哪一年看起：教育还没有开始登记的年度，分不清没办还是没登记，只看从有记录的第一年起的，加上最近一个已结束的年度。“在职的年度”按全年在职算：年中到任、离任的，可能没有赶上当年的教育。
--   en: The table names no first year. Before any session was recorded, none held and none recorded look alike, so years count from the first on record, and the last finished one besides. A year in office is one in office throughout; who came or left in between may have missed the day of the session.
-- touched_by: {}
WITH RECURSIVE years AS (  -- from the first with any training on record, and always the last finished one
  SELECT least(min(year(held_on)), year(judged_on()) - 1) AS year
  FROM trainings
  UNION ALL
  SELECT year + 1 AS year
  FROM years
  WHERE year + 1 < year(judged_on())
), served AS (  -- throughout the year; an unknown day of taking office may lie before the year, or within it
  SELECT o.official_id, o.department_id, CASE WHEN o.leader THEN 'leaders' ELSE 'staff' END AS kind, y.year,
         make_date(y.year + 1, 1, 1) AS ended_on, ref('officials', o) AS official, CASE WHEN o.since IS NULL THEN ref('officials', o) || '.since' END AS unknown
  FROM officials AS o
  JOIN years AS y ON coalesce(o.since <= make_date(y.year, 1, 1), TRUE) AND coalesce(o.until + 1 >= make_date(y.year + 1, 1, 1), TRUE)
), attended AS (
  SELECT official_id, kind, year(held_on) AS year, min(ref('trainings', t)) AS training
  FROM trainings AS t
  GROUP BY official_id, kind, year(held_on)
)
SELECT CASE WHEN a.training IS NOT NULL THEN 'kept' WHEN s.unknown IS NOT NULL THEN 'undetermined' ELSE 'flagged' END AS verdict,
       s.official_id || '/' || CAST(s.year AS VARCHAR) AS unit, s.department_id, s.official_id, s.ended_on AS "on", s.year, s.kind,
       CASE WHEN a.training IS NULL THEN [s.official] ELSE [s.official, a.training] END AS evidence,
       CASE WHEN a.training IS NULL THEN s.unknown END AS missing, CASE WHEN s.unknown IS NULL THEN 'none' ELSE 'no-start' END AS says
FROM served AS s
LEFT JOIN attended AS a ON a.official_id = s.official_id AND a.kind = s.kind AND a.year = s.year
