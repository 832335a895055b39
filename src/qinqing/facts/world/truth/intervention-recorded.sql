SELECT story, department_id(bureau_of(o), section_of(o)) AS department_id, official_id(o) AS official_id, enterprise_id(e) AS enterprise_id,
  short_numbered('GY', o) AS unit, ['interventions:' || short_numbered('GY', o)] AS evidence
FROM intervention
