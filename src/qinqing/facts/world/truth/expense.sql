SELECT story, department_id(bureau_of(o), 1) AS department_id, official_id(o) AS official_id, enterprise_id(e) AS enterprise_id,
  numbered('FY', i) AS unit, ['expenses:' || numbered('FY', i)] AS evidence
FROM expense
