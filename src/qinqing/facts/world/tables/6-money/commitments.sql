-- Promises to firms, all lawful and all kept in time.
SELECT
  numbered('CN', i) AS commitment_id,
  department_id(i % bureaus(), 1) AS department_id,
  enterprise_id(e) AS enterprise_id,
  official_id(official(i % bureaus(), draw('promised by', i, 4))) AS official_id,
  pick('form', i, ['contract', 'document', 'minutes', 'oral']) AS form,
  true AS lawful, made_on,
  plus(made_on, days) AS due_on,
  unless_ahead(plus(made_on, days - draw('fulfilled', i, days))) AS fulfilled_on
FROM (
  SELECT
    i, any_firm('commitment', i, i % bureaus()) AS e,
    busy_day('commitment', i, 0) AS made_on, 60 + draw('promise', i, 300) AS days
  FROM range(firms() // 5) AS t(i)
)
