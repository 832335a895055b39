SELECT story, department_id(b, 6) AS department_id, official_id(staff(b, 6, 0)) AS official_id, enterprise_id(e) AS enterprise_id,
  contract_id AS unit, ['contracts:' || contract_id] AS evidence
FROM (
  SELECT *, numbered('HT', getvariable('tenders') + getvariable('direct_contracts') + i * 3) AS contract_id FROM split WHERE nth = 0
)
