SELECT policy_id, enterprise_id(e) AS enterprise_id, entitled_on, yuan(fen) AS amount_cny, due_on, paid_on,
  CASE WHEN paid_on IS NOT NULL THEN yuan(paid_fen) END AS paid_cny
FROM entitlement
