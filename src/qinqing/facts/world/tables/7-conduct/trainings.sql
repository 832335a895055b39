SELECT official_id(o) AS official_id, held_on, CASE WHEN leads <> (told = 'sat-in-the-wrong-session') THEN 'leaders' ELSE 'staff' END AS kind
FROM training
WHERE held_on BETWEEN since AND until AND told <> 'missed-last-year'
