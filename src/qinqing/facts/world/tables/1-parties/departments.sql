-- A bureau under its head, seven sections, and one more that was merged away in a reorganisation.
SELECT
  department_id(b, s) AS department_id,
  CASE s WHEN 0 THEN place_name(b) || '人民防空办公室' ELSE getvariable('sections')[s] END AS name,
  CASE WHEN s > 0 THEN department_id(b, 0) END AS parent_id,
  CASE s WHEN 8 THEN getvariable('merged_on') END AS until,
  CASE s WHEN 8 THEN department_id(b, 3) END AS successor_id
FROM (SELECT i // 9 AS b, i % 9 AS s FROM range(9 * bureaus()) AS t(i))
