-- The fourth ground had ended before the world begins.
SELECT 'JM-0' || n AS relief_code, plus(first_day(), -2000) AS since, CASE n WHEN 4 THEN plus(first_day(), -1) END AS until
FROM range(1, 5) AS t(n)
