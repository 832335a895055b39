SELECT *, [unit] AS evidence
FROM (
  SELECT story, department_id(b, 1) AS department_id, NULL AS official_id, enterprise_id(e) AS enterprise_id,
    'entitlements:' || policy_id || '/' || enterprise_id(e) || '/' || entitled_on || '/' || yuan(fen) || '/' || due_on AS unit
  FROM entitlement
)
