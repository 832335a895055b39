SELECT
  story,
  department_id(b, section) AS department_id,
  official_id(o) AS official_id,
  enterprise_id(e) AS enterprise_id,
  numbered('YF', p) AS unit, ['payables:' || numbered('YF', p)] AS evidence
FROM payable
