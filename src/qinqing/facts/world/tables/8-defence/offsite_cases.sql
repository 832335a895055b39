-- The fee is area times standard; one in eight is relieved on a ground of the state's list.
SELECT
  project_id,
  official_id(staff(b, 3, draw('offsite handler', i, 9))) AS handler_id,
  approved_on,
  pick('offsite ground', i, ['地质条件不适宜', '地下管网密集', '面积不足以成室']) AS ground,
  short_m2 AS area_m2,
  yuan(150000) AS standard_cny,
  CASE WHEN relieved THEN 'JM-01' END AS relief_code,
  yuan(due_fen) AS due_cny,
  plus(approved_on, 20) AS due_on,
  yuan(CASE WHEN paid_on <= last_day() THEN due_fen ELSE 0 END) AS paid_cny,
  unless_ahead(paid_on) AS paid_on
FROM (
  SELECT *, happens('relieved', i, 12) AS relieved, plus(approved_on, between_('fee paid', i, 3, 12)) AS paid_on,
    short_m2::BIGINT * 150000 // CASE WHEN happens('relieved', i, 12) THEN 2 ELSE 1 END AS due_fen
  FROM project
  WHERE is_offsite AND approved_on <= last_day()
)
