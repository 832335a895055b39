SELECT story, department_id(b, 6) AS department_id, NULL AS official_id, enterprise_id(e) AS enterprise_id,
  numbered('SF', i) AS unit, ['fees:' || numbered('SF', i)] AS evidence
FROM fee
