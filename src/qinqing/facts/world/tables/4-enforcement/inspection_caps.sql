-- Every department that inspects has a cap for every year, and its own for the best and the worst credit class;
-- see has_cap for the one left out.
SELECT department_id(b, section) AS department_id, year, credit_class, cap_of(section, credit_class) AS cap
FROM (
  SELECT b, section, year, unnest(CASE section WHEN 7 THEN [NULL] ELSE [NULL, 'A', 'D'] END) AS credit_class
  FROM (
    SELECT i // 3 AS b, [4, 5, 7][i % 3 + 1] AS section, unnest(getvariable('years')).year AS year
    FROM range(3 * bureaus()) AS t(i)
  )
)
WHERE has_cap(b, section, year)
