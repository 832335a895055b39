SELECT story, department_id(bureau_of(o), section_of(o)) AS department_id, official_id(o) AS official_id, enterprise_id(e) AS enterprise_id,
  numbered('JB', i) AS unit, ['reports:' || numbered('JB', i)] AS evidence
FROM report
