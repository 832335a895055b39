SELECT item, plus(first_day(), -3000) AS since,
  CASE item WHEN '人防资料费' THEN plus(first_day(), -1) END AS until, -- an old name, gone before the first day
  yuan(fen) AS standard_cny
FROM (SELECT unnest(['防空地下室易地建设费', '人防工程使用费', '资料复制费', '人防资料费']) AS item, unnest([150000, 2400, 50, 60]) AS fen)
