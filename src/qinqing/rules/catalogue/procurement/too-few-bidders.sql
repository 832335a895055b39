-- rule: too-few-bidders
-- title: {zh: 投标人不足仍然定标, en: Awarded with too few bidders}
-- norms: [fair-tendering]
-- kind: direct
-- level: amber
-- custody: bureau
-- one_per: [tenders.tender_id]
-- judged: {zh: 一个已定标的公开或邀请项目, en: one open or invited tender that was awarded}
-- day: {zh: 定标之日, en: the day of the award}
-- values: [procurement_qualified_min, tender_bidders_min]
-- tables: [bids, tenders]
-- without: []
-- measures: {zh: 个, en: bidders}
-- says:
--   bids:
--     zh: '{department}的招标 {unit} {on} 定标，投标人 {observed} 个，不足 {limit} 个应当重新招标，待核实。'
--     en: 'Tender {unit} of {department} was awarded on {on} with {observed} bidders; with fewer than {limit} it is to be held again: to be verified.'
--   qualified:
--     zh: '{department}的采购 {unit} {on} 定标，合格供应商 {observed} 家，不足 {limit} 家应当废标，待核实。'
--     en: 'Procurement {unit} of {department} was awarded on {on} with {observed} qualified suppliers; with fewer than {limit} it fails: to be verified.'
-- explains:
--   zh: 公开、邀请方式定标的，招标投标法的项目数投标人，政府采购法的项目数合格的供应商，不足规定数目的，提醒；同一家只算一次，恰好够的不算少。
--   en: For awards under open or invited methods the bidders are counted under the tender law and the qualified suppliers under the procurement law; a firm counts once, and exactly the set number is enough.
-- blind:
--   zh: 看不到陪标、串标；依法可以继续评审或改用其他方式的情形没有登记，也看不到。
--   en: 'Bidders who only keep up appearances it does not see; nor where law allows going on with fewer.'
-- source: [招标投标法 第二十八条, 政府采购法 第三十六条]
-- never_undetermined: none
-- deviates:
--   zh: 表中写“投标不足三个”。招标投标法第二十八条说的是“投标人少于三个”：同一家投两次，仍是一个投标人。
--   en: The table says fewer than three bids. Article 28 counts bidders; one firm that bids twice is still one bidder.
-- touched_by: {bids: [tenders.tender_id]}
WITH bidder AS (  -- a firm counts once, however often it bids
  SELECT tender_id, enterprise_id, max(CASE WHEN qualified THEN 1 ELSE 0 END) AS qualified
  FROM bids
  GROUP BY tender_id, enterprise_id
), bidding AS (
  SELECT tender_id, count(enterprise_id) AS bidders, count(CASE WHEN qualified = 1 THEN enterprise_id END) AS suppliers
  FROM bidder
  GROUP BY tender_id
), awarded AS (
  SELECT t.tender_id, t.department_id, t.official_id, t.winner_id, t.awarded_on, t.regime,
         coalesce(CASE WHEN t.regime = 'tender_law' THEN b.bidders ELSE b.suppliers END, 0) AS firms,
         CASE WHEN t.regime = 'tender_law' THEN dated('tender_bidders_min', t.awarded_on)
              ELSE dated('procurement_qualified_min', t.awarded_on) END AS least_firms,
         CASE WHEN t.regime = 'tender_law' THEN unset('tender_bidders_min', t.awarded_on)
              ELSE unset('procurement_qualified_min', t.awarded_on) END AS missing
  FROM tenders AS t
  LEFT JOIN bidding AS b ON b.tender_id = t.tender_id
  WHERE t.method IN ('open', 'invited') AND t.awarded_on IS NOT NULL
), judged AS (
  SELECT tender_id, department_id, official_id, winner_id, awarded_on, regime, firms, least_firms, missing,
         CASE WHEN missing IS NOT NULL THEN 'undetermined' WHEN firms < least_firms THEN 'flagged' ELSE 'kept' END AS verdict
  FROM awarded
), found AS (  -- the bids behind what is told
  SELECT j.tender_id, array_agg(DISTINCT ref('bids', b)) AS bids
  FROM judged AS j JOIN bids AS b ON b.tender_id = j.tender_id
  WHERE is_told(j.verdict)
  GROUP BY j.tender_id
)
SELECT j.verdict, j.tender_id AS unit, j.department_id, j.official_id, j.winner_id AS enterprise_id, j.awarded_on AS "on",
       j.firms AS observed, j.least_firms AS limit_, list_sort(list_concat(f.bids, [ref('tenders', j)])) AS evidence, j.missing,
       CASE WHEN j.regime = 'tender_law' THEN 'bids' ELSE 'qualified' END AS says
FROM judged AS j
LEFT JOIN found AS f ON f.tender_id = j.tender_id
