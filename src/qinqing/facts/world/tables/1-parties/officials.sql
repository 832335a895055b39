SELECT
  official_id(o) AS official_id,
  official_name(o) AS name,
  department_id(bureau_of(o), section_of(o)) AS department_id,
  CASE
    WHEN s = 0 THEN '主任'
    WHEN s < 4 THEN '副主任'
    WHEN s = officials_each() - 2 THEN '监督联络员'
    WHEN s = getvariable('slots')[section_of(o)][1] THEN '科长'
    ELSE pick('post', o, ['副科长', '一级主任科员', '三级主任科员', '一级科员', '一级科员', '二级科员'])
  END AS post,
  s < 4 AS leader,
  in_office_since(o) AS since,
  CASE WHEN has_left(o) THEN getvariable('merged_on') END AS until
FROM (SELECT i AS o, i // bureaus() AS s FROM range(getvariable('officials')) AS t(i))
