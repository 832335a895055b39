SELECT
  'CS' || substr(penalty_id, 3) AS restraint_id,
  enterprise_id(e) AS enterprise_id,
  department_id(b, section) AS department_id,
  pick('restraint', n, ['seal', 'seize', 'stop_work']) AS kind,
  '法律条文（示例）' AS legal_basis,
  filed_on AS started_on,
  NULL::DATE AS extended_on,
  NULL::BIGINT AS testing_days,
  unless_ahead(plus(filed_on, between_('restrained', n, 3, getvariable('restraint_days')))) AS ended_on,
  false AS revoked_as_unlawful
FROM penalty
WHERE happens('restrained at all', n, 8)
