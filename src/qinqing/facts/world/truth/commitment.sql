-- What was withdrawn may be a promise or a change of a contract: the unit says which.
SELECT story, department_id(b, 1) AS department_id, official_id(leader) AS official_id, enterprise_id(e) AS enterprise_id,
  CASE WHEN story LIKE 'withdrawn-%' THEN 'commitments:' ELSE '' END || numbered('CN', i) AS unit,
  ['commitments:' || numbered('CN', i)] AS evidence
FROM commitment
