-- rule: affiliated-intermediary
-- title: {zh: 中介隶属于审批部门, en: An intermediary of the deciding department's own}
-- norms: [no-affiliated-intermediary]
-- kind: link
-- level: red
-- custody: bureau
-- one_per: [intermediary_services.service_id]
-- judged: {zh: 一次中介服务, en: one service of an intermediary}
-- day: {zh: 不用数值，隶属关系按委托当天, en: 'none: affiliations are those in force on the day of the service'}
-- values: []
-- tables: [affiliations, applications, intermediary_services]
-- without: [affiliations.since, affiliations.until]
-- says:
--   affiliated:
--     zh: '{enterprise} {on} 为申请 {application_id} 委托的中介服务 {unit}，机构 {intermediary_id} 当天与审批部门{department}有隶属、主办或者协会关系，待核实。'
--     en: 'For application {application_id}, {enterprise} engaged {intermediary_id} on {on} (service {unit}), on that day an institution, association or sponsored body of the deciding {department}: to be verified.'
--   no-application:
--     zh: '{enterprise} {on} 委托的中介服务 {unit} 没有登记关联的申请，机构 {intermediary_id} 当天与某部门有隶属关系，无法判定是不是审批部门。'
--     en: 'Service {unit}, engaged by {enterprise} on {on}, names no application; {intermediary_id} was affiliated with a department that day: whether with the deciding one cannot be told.'
-- explains:
--   zh: 审批部门所属的事业单位、主管的社会组织及其举办的企业，不做本部门审批事项的中介；按委托当天的关系看，起止当天都算在内。
--   en: Institutions, associations and sponsored bodies of a department do not sell services on its cases. What counts is the tie on the day of the service, its first and last day included.
-- blind:
--   zh: 只看登记在审批部门自己名下的关系；登记在上级或者兄弟部门名下的、没有登记的、已经脱钩但人还是那些人的，看不到。
--   en: 'It reads ties on record with the deciding department itself; those of its superior or sisters, unrecorded ones, and bodies cut loose in name only it does not see.'
-- source: [优化营商环境条例（国务院令第722号）第四十三条]
-- never_undetermined: none
-- deviates: none
-- touched_by: {affiliations: [intermediary_services.intermediary_id = enterprise_id], applications: [intermediary_services.application_id]}
WITH engaged AS (
  SELECT s.service_id, s.application_id, s.enterprise_id, s.intermediary_id, s.engaged_on, a.department_id, a.handler_id,
         ref('intermediary_services', s) AS service
  FROM intermediary_services AS s
  LEFT JOIN applications AS a ON a.application_id = s.application_id
), tie AS (  -- of the intermediary, that day: the first by id with the deciding department, and whether there is any
  SELECT e.service_id, min(CASE WHEN t.department_id = e.department_id THEN ref('affiliations', t) END) AS own
  FROM engaged AS e
  JOIN affiliations AS t ON t.enterprise_id = e.intermediary_id
   AND coalesce(t.since, e.engaged_on) <= e.engaged_on AND coalesce(t.until, e.engaged_on) >= e.engaged_on
  GROUP BY e.service_id
)
SELECT CASE WHEN t.own IS NOT NULL THEN 'flagged'
            WHEN t.service_id IS NOT NULL AND e.application_id IS NULL THEN 'undetermined' ELSE 'kept' END AS verdict,
       e.service_id AS unit, e.department_id, e.handler_id AS official_id, e.enterprise_id, e.application_id, e.intermediary_id,
       e.engaged_on AS "on", CASE WHEN t.own IS NOT NULL THEN [t.own] END AS path,
       list_concat([e.service], CASE WHEN t.own IS NOT NULL THEN [t.own] END) AS evidence,
       CASE WHEN t.service_id IS NOT NULL AND e.application_id IS NULL THEN e.service || '.application_id' END AS missing,
       CASE WHEN t.own IS NOT NULL THEN 'affiliated' ELSE 'no-application' END AS says
FROM engaged AS e
LEFT JOIN tie AS t ON t.service_id = e.service_id
