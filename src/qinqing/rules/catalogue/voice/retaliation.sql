-- rule: retaliation
-- title: {zh: 说了话的企业随后被查得更勤, en: Firms that spoke up are inspected and penalised more}
-- norms: [no-retaliation]
-- kind: pattern
-- level: refer
-- custody: organ
-- one_per: [inspections.department_id]
-- judged: {zh: 一个企业反映过问题的部门, en: one department firms spoke up about}
-- day: {zh: 判断之日, en: the day judged}
-- values: [rating_poor_grade_max, retaliation_min_count, retaliation_window_days]
-- tables: [appeals, enterprises, inspections, officials, penalties, ratings, reports]
-- without: []
-- test:
--   compares: {matched: rates, before: rates}
--   alternative: greater
--   together: both
--   fewest: {events: 10}
--   level: 0.05
--   planted: {own: 60, like: 1200, matched: 3.0, before: 3.0}
-- says:
--   both:
--     zh: '向{department}反映过问题的企业，此后 {window_days} 天里受检查或被立案 {cases} 次，每千户日 {mean} 次；比这些企业此前、比条件相近的企业都多，其中差得较少的一边为每千户日 {like_mean} 次，是其 {observed} 倍（区间 {low} 至 {high}，没有差别时为 {limit}；q={q}），待核实。'
--     en: 'Firms that had spoken up about {department} were inspected or had a penalty case opened {cases} times in the next {window_days} days, {mean} times in a thousand firm-days: more than they were before and more than matched firms were. The nearer of the two is {like_mean}, {observed} times as many (interval {low} to {high}; {limit} where there is no difference; q={q}): to be verified.'
--   too-few:
--     zh: '{department}对反映过问题的企业和条件相近的企业检查、立案都太少，无法判定有无差别；依据中列出部分检查和案件，供对照。'
--     en: '{department} inspected and penalised firms that spoke up, and matched firms, too seldom to tell a difference. The evidence lists some cases for comparison.'
--   uncounted:
--     zh: '向{department}反映过问题、此后满 {window_days} 天的企业太少，无法判定此后是否被查得更勤。'
--     en: 'Too few firms spoke up about {department} with {window_days} days gone by since: whether they were inspected more cannot be told.'
-- explains:
--   zh: 企业提出诉求、被检举材料涉及或者实名给过差评之后，看同一部门在其后这段日子里对它检查（企业要求的除外）或者立案的次数，按户日折算，一与同样这些企业此前同样长的日子比，二与条件相近的企业比：同一部门以前检查或处理过、到那时还没有反映过的，规模相同、同一时期。两项都偏多才移送。由检查引出的立案不另计。
--   en: 'After a firm appealed, a report named it, or it gave a poor rating by name, the inspections (but those it asked for) and penalty cases of that department on it in the days that follow are counted per firm-day and compared twice: with the same firms in as many days before, and with matched firms — known to the department from an earlier inspection or case, not yet heard from by then, of the same size class, in the same period. Both must hold. A case that grew out of an inspection is not counted again.'
-- blind:
--   zh: 看不到停贷、刁难、拖延等检查和立案以外的报复，也看不到换一个部门来查；企业反映的若是真有隐患，随后多查也可能正当。
--   en: Retaliation by other means than inspection and penalty, or through another department, it does not see. Where what a firm raised was a real danger, more inspections may be right.
-- source: [监察法 第六十五条, 优化营商环境条例（国务院令第722号）第四十九条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {appeals: [enterprises.enterprise_id], inspections: [enterprises.enterprise_id], penalties: [enterprises.enterprise_id], ratings: [enterprises.enterprise_id], reports: [enterprises.enterprise_id], officials: [reports.about_official_id = official_id]}
-- stored: {told: [enterprises.enterprise_id], known: [enterprises.enterprise_id], seen: [enterprises.enterprise_id]}
-- summed: [firms, befell]
WITH voice AS (
  SELECT department_id, enterprise_id, received_on AS spoke_on FROM appeals
  UNION ALL
  SELECT department_id, enterprise_id, rated_on FROM ratings
  WHERE real_name AND enterprise_id IS NOT NULL AND grade <= dated('rating_poor_grade_max', rated_on)
  UNION ALL
  SELECT o.department_id, r.enterprise_id, r.received_on
  FROM reports AS r JOIN officials AS o ON o.official_id = r.about_official_id
  WHERE r.enterprise_id IS NOT NULL
), visit AS (
  SELECT department_id, enterprise_id, CAST(started_at AS DATE) AS acted_on, inspection_id
  FROM inspections
  WHERE basis <> 'requested'
), act AS (  -- inspections, and penalty cases that did not grow out of one
  SELECT department_id, enterprise_id, acted_on, inspection_id, NULL AS penalty_id FROM visit
  UNION ALL
  SELECT p.department_id, p.enterprise_id, p.filed_on, NULL, p.penalty_id
  FROM penalties AS p
  LEFT JOIN visit AS v ON v.department_id = p.department_id AND v.enterprise_id = p.enterprise_id
   AND v.acted_on BETWEEN days_after(p.filed_on, 0 - dated('retaliation_window_days', p.filed_on)) AND p.filed_on
  WHERE v.acted_on IS NULL
), spoken AS (
  SELECT department_id, enterprise_id, spoke_on, dated('retaliation_window_days', spoke_on) AS days,
         lag(spoke_on) OVER (PARTITION BY department_id, enterprise_id ORDER BY spoke_on) AS spoke_before
  FROM voice
), first_voice AS (  -- who speaks up again soon is not counted again
  SELECT s.department_id, s.enterprise_id, coalesce(f.size, '') AS size, s.spoke_on, s.days, days_after(s.spoke_on, 0 - s.days) AS since,
         days_after(s.spoke_on, s.days) AS until, date_diff('day', s.spoke_on, judged_on()) // s.days AS period
  FROM spoken AS s
  JOIN enterprises AS f ON f.enterprise_id = s.enterprise_id
  WHERE days_after(s.spoke_on, s.days) <= judged_on()
    AND (s.spoke_before IS NULL OR date_diff('day', s.spoke_before, s.spoke_on) > s.days + s.days)
), told AS (  -- each voice with what befell the firm before and after; known: the department had acted on it earlier
  SELECT v.department_id, v.enterprise_id, v.size, v.spoke_on, v.days, v.since, v.period,
         count(CASE WHEN a.acted_on >= v.since AND a.acted_on < v.spoke_on THEN 1 END) AS acts_before,
         count(CASE WHEN a.acted_on > v.spoke_on THEN 1 END) AS acts_after, count(CASE WHEN a.acted_on < v.spoke_on THEN 1 END) AS known,
         min(CASE WHEN a.acted_on > v.spoke_on THEN coalesce(ref('inspections', a), ref('penalties', a)) END) AS example,
         min(CASE WHEN a.acted_on >= v.since AND a.acted_on < v.spoke_on THEN coalesce(ref('inspections', a), ref('penalties', a)) END) AS example_before
  FROM first_voice AS v
  LEFT JOIN act AS a ON a.department_id = v.department_id AND a.enterprise_id = v.enterprise_id AND a.acted_on <= v.until
  GROUP BY v.department_id, v.enterprise_id, v.size, v.spoke_on, v.days, v.since, v.period
), heard AS (
  SELECT department_id, enterprise_id, date_diff('day', min(spoke_on), judged_on()) // dated('retaliation_window_days', judged_on()) AS period
  FROM voice GROUP BY department_id, enterprise_id
), known AS (  -- since which period, counted back from the day judged; heard: -1 where the firm never spoke up
  SELECT a.enterprise_id, a.department_id, coalesce(f.size, '') AS size, a.first_on, coalesce(h.period, -1) AS heard,
         date_diff('day', a.first_on, judged_on()) // dated('retaliation_window_days', judged_on()) AS since
  FROM (SELECT department_id, enterprise_id, min(acted_on) AS first_on FROM act GROUP BY department_id, enterprise_id) AS a
  JOIN enterprises AS f ON f.enterprise_id = a.enterprise_id
  LEFT JOIN heard AS h ON h.department_id = a.department_id AND h.enterprise_id = a.enterprise_id
), seen AS (  -- what befell firms in later periods, before any in which they spoke up
  SELECT a.enterprise_id, a.department_id, k.size, date_diff('day', a.acted_on, judged_on()) // dated('retaliation_window_days', judged_on()) AS period,
         a.inspection_id, a.penalty_id
  FROM act AS a
  JOIN known AS k ON k.department_id = a.department_id AND k.enterprise_id = a.enterprise_id
  WHERE date_diff('day', a.acted_on, judged_on()) // dated('retaliation_window_days', judged_on()) < k.since
    AND date_diff('day', a.acted_on, judged_on()) // dated('retaliation_window_days', judged_on()) > k.heard
), firms AS (
  SELECT department_id, size, since, heard, count(*) AS firms FROM known GROUP BY department_id, size, since, heard
), voiced AS (  -- as many days on either side on record
  SELECT t.department_id, t.enterprise_id, t.size, t.spoke_on, t.days, t.period, t.acts_before, t.acts_after, t.known, t.example, t.example_before
  FROM told AS t
  JOIN (SELECT min(first_on) AS first_on FROM known) AS r ON t.since >= r.first_on
), unit AS (
  SELECT department_id, max(spoke_on) AS spoke_on, CAST(max(days) AS VARCHAR) AS window_days,
         sum(acts_after) >= dated('retaliation_min_count', judged_on()) AS enough,
         CASE WHEN count(DISTINCT enterprise_id) < dated('retaliation_min_count', judged_on()) THEN 'firms:' || department_id END AS missing
  FROM voiced GROUP BY department_id
), befell AS (
  SELECT department_id, size, period, count(*) AS acts, coalesce(min(ref('inspections', seen)), min(ref('penalties', seen))) AS example
  FROM seen
  GROUP BY department_id, size, period
), watched AS (  -- firms known from an earlier period that spoke up in no period so far, and what befell them in this one
  SELECT f.department_id, f.size, p.period, sum(f.firms) AS firms, coalesce(max(b.acts), 0) AS acts, min(b.example) AS example
  FROM firms AS f
  JOIN (SELECT department_id, period FROM voiced UNION SELECT department_id, period - 1 FROM voiced) AS p
    ON p.department_id = f.department_id AND p.period < f.since AND p.period > f.heard
  LEFT JOIN befell AS b ON b.department_id = f.department_id AND b.size = f.size AND b.period = p.period
  GROUP BY f.department_id, f.size, p.period
), cell AS (
  SELECT 'matched' AS comparison, department_id, 'own' AS side, size || '/' || CAST(period AS VARCHAR) AS stratum, acts_after AS acts, days, example
  FROM voiced WHERE known > 0
  UNION ALL  -- the days after a voice reach into its own period and the next
  SELECT 'matched', department_id, 'like', size || '/' || CAST(period + s.later AS VARCHAR), acts,
         firms * dated('retaliation_window_days', judged_on()), example
  FROM watched
  CROSS JOIN (VALUES (0), (1)) AS s(later)
  UNION ALL
  SELECT 'before', department_id, s.side, '', CASE WHEN s.side = 'own' THEN acts_after ELSE acts_before END, days,
         CASE WHEN s.side = 'own' THEN example ELSE example_before END
  FROM voiced
  CROSS JOIN (VALUES ('own'), ('like')) AS s(side)
)
SELECT c.comparison, c.department_id AS pool, c.department_id AS unit, c.stratum,
       CASE WHEN u.missing IS NULL AND NOT u.enough THEN 'untold' ELSE c.side END AS side,
       CASE WHEN u.missing IS NULL THEN 0 END AS value, u.missing, sum(c.acts) AS cases, sum(c.days) AS days,
       u.spoke_on AS "on", min(c.example) AS example, c.department_id, u.window_days
FROM cell AS c
JOIN unit AS u ON u.department_id = c.department_id
GROUP BY c.comparison, c.department_id, c.side, c.stratum, u.missing, u.enough, u.spoke_on, u.window_days
