SELECT item, plus(first_day(), -3000) AS since, NULL::DATE AS until, yuan(fen) AS standard_cny
FROM (SELECT unnest(['防空地下室易地建设费', '人防工程使用费', '资料复制费']) AS item, unnest([150000, 2400, 50]) AS fen)
