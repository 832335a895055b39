-- rule: intermediary-designated
-- title: {zh: 替企业指定中介, en: An intermediary picked for the firm}
-- norms: [no-designated-intermediary]
-- kind: direct
-- level: red
-- custody: bureau
-- one_per: [intermediary_services.service_id]
-- judged: {zh: 一次中介服务, en: one service of an intermediary}
-- day: {zh: 不用数值, en: none}
-- values: []
-- tables: [applications, intermediary_services]
-- without: [intermediary_services.application_id]
-- says:
--   designated:
--     zh: '{enterprise}付费 {amount_cny} 元的中介服务 {unit}，登记为由部门选定中介机构，关联的申请：{application_id}，待核实。'
--     en: 'Service {unit}, for which {enterprise} paid CNY {amount_cny}, is on record with an intermediary chosen by the department, application: {application_id}; to be verified.'
-- explains:
--   zh: 企业付费的中介服务，由企业自己选定机构；部门选定、企业付费的，要求说明情况。部门自己付费的技术性服务，由部门选定。
--   en: A firm that pays for a service chooses the provider; chosen by the department and paid by the firm is asked about. What the department pays for itself, it chooses itself.
-- blind:
--   zh: 口头推荐、只给一个电话号码之类的变相指定看不到；是否竞争性选择也看不到。
--   en: 'A recommendation by word of mouth, or a list of one, it does not see, nor whether there was any choice.'
-- source: [优化营商环境条例（国务院令第722号）第四十三条]
-- never_undetermined: {zh: 由谁选定、由谁付费都是必填, en: 'who chose and who paid are always there'}
-- deviates: none
-- touched_by: {applications: [intermediary_services.application_id]}
SELECT CASE WHEN s.chosen_by = 'department' AND s.payer = 'enterprise' THEN 'flagged' ELSE 'kept' END AS verdict,
       s.service_id AS unit, a.department_id, a.handler_id AS official_id, s.enterprise_id, s.application_id,
       s.engaged_on AS "on", s.fee_cny AS amount_cny, [ref('intermediary_services', s)] AS evidence,
       NULL AS missing, 'designated' AS says
FROM intermediary_services AS s
LEFT JOIN applications AS a ON a.application_id = s.application_id
