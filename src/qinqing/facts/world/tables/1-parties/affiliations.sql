SELECT department_id(b, 0) AS department_id, enterprise_id(e) AS enterprise_id,
  ['institution', 'association', 'sponsored'][n + 1] AS kind, founded_on(e) AS since, NULL::DATE AS until
FROM (SELECT i // 3 AS b, i % 3 AS n, firm(i // 3, 13 + 20 * (i % 3)) AS e FROM range(3 * bureaus()) AS t(i))
