-- Building projects: the shelter is built as due, or built elsewhere against a fee that is paid before the permit.
CREATE VIEW project AS
SELECT *, workday_from(plus(offered_on, 12)) AS approved_on, round(due_m2 * 0.4) AS short_m2
FROM (
  SELECT i, i % bureaus() AS b, numbered('XM', i) AS project_id, any_firm('project', i, i % bureaus()) AS e,
    busy_day('project', i, 0) AS offered_on,
    (400 + draw('due area', i, 80) * 50)::DOUBLE AS due_m2,
    happens('offsite', i, 25) AS is_offsite
  FROM range(firms() // 5) AS t(i)
);
