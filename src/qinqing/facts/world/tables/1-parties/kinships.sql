SELECT official_id(o) AS official_id, kin_id(o, nth) AS person_id, relation_of(nth) AS relation
FROM (SELECT i // 5 AS o, i % 5 AS nth FROM range(5 * getvariable('officials')) AS t(i))
WHERE has_kin(o, nth)
UNION ALL
SELECT official_id, person_id, relation FROM planted_kinship
UNION ALL
SELECT official_id, person_id, relation FROM shadow_kinship
UNION ALL
SELECT official_id(o), person_id, relation FROM relative
UNION ALL
SELECT official_id(o), official_id(handler), 'other' FROM report WHERE story = 'heard-by-a-relative'
