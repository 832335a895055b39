-- The fee is area times standard; one in eight is relieved on a ground of the state's list.
SELECT
  project_id,
  official_id(staff(b, 3, draw('offsite handler', i, 9))) AS handler_id,
  approved_on,
  CASE WHEN story <> 'elsewhere-without-ground' THEN pick('offsite ground', i, ['地质条件不适宜', '地下管网密集', '面积不足以成室']) END AS ground,
  short_m2 AS area_m2,
  yuan(150000) AS standard_cny,
  CASE
    WHEN story = 'relieved-off-the-list' THEN 'JM-99'
    WHEN story = 'relieved-after-the-ground-ended' THEN 'JM-04'
    WHEN relieved AND story <> 'relieved-without-code' THEN 'JM-01'
  END AS relief_code,
  yuan(due_fen) AS due_cny,
  plus(approved_on, 20) AS due_on,
  yuan(CASE WHEN paid_on <= last_day() THEN due_fen ELSE 0 END) AS paid_cny,
  unless_ahead(paid_on) AS paid_on
FROM project
WHERE is_offsite AND approved_on <= last_day()
