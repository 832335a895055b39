SELECT story, department_id(bureau_of(o), section_of(o)) AS department_id, official_id(o) AS official_id, enterprise_id(e) AS enterprise_id,
  numbered('LX', i) AS unit, ['contacts:' || numbered('LX', i)] AS evidence
FROM contact
