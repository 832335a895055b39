-- rule: bid-window-short
-- title: {zh: 投标时间不足, en: Too little time to bid}
-- norms: [fair-tendering]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [tenders.tender_id]
-- judged: {zh: 一个公开招标或公开采购的项目, en: one open tender or open procurement}
-- day: {zh: 发布之日, en: the day of publication}
-- values: [tender_window_days]
-- tables: [tenders]
-- without: []
-- measures: {zh: 天, en: days}
-- says:
--   short:
--     zh: '{department}的招标采购 {unit} {on} 发布，{closes_on} 截止，只有 {observed} 天，至少 {limit} 天，待核实。'
--     en: 'Tender {unit} of {department}, published on {on}, closed on {closes_on}: {observed} days to bid, at least {limit} are due: to be verified.'
-- explains:
--   zh: 公开方式的招标采购，从发布到截止不少于规定天数，恰好到天数的够。
--   en: From publication to closing an open tender leaves no fewer than the set days; exactly these days is enough.
-- blind:
--   zh: 依法可以缩短时间的电子招标等情形没有登记，看不到；也看不到中途改过文件、应当顺延的。
--   en: 'Where law allows a shorter time, or a change of the papers calls for a longer one, it does not see it.'
-- source: [招标投标法 第二十四条, 政府采购法 第三十五条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {}
WITH published AS (
  SELECT tender_id, department_id, official_id, published_on, closes_on, date_diff('day', published_on, closes_on) AS days, ref('tenders', tenders) AS tender,
         dated('tender_window_days', published_on) AS least_days,
         unset('tender_window_days', published_on) AS missing
  FROM tenders
  WHERE method = 'open'
)
SELECT CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN days < least_days THEN 'flagged' ELSE 'kept' END AS verdict,
       tender_id AS unit, department_id, official_id, published_on AS "on", closes_on, days AS observed, least_days AS limit_, [tender] AS evidence, missing, 'short' AS says
FROM published
