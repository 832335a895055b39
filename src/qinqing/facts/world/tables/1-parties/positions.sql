-- Owners run their firms; kin of officials work in firms that have no dealings with anybody; planted posts.
SELECT owner_id(e, 0) AS person_id, enterprise_id(e) AS enterprise_id, 'legal_representative' AS role, true AS paid,
  NULL::DATE AS approved_on, founded_on(e) AS since, NULL::DATE AS until
FROM range(firms()) AS t(e)
WHERE is_supplier(e) AND ownership_of(e) = 'private' AND holder_of(e) IS NULL
UNION ALL
SELECT kin_id(o, 1), enterprise_id(e), pick('kin post', o, ['employee', 'employee', 'manager', 'director', 'adviser']),
  true, NULL, plus(first_day(), -draw('kin post since', o, 900)), NULL
FROM (SELECT o, quiet_firm(o + 1) AS e FROM range(getvariable('officials')) AS t(o) WHERE happens('kin works', o, 30))
UNION ALL
SELECT person_id, enterprise_id, role, paid, NULL, since, NULL FROM planted_position
UNION ALL
SELECT person_id, enterprise_id, role, paid, NULL, since, until FROM shadow_position
UNION ALL
SELECT person_id, enterprise_id, role, paid, approved_on, since, until FROM post
UNION ALL
SELECT person_id, enterprise_id, role, true, NULL, since, until FROM relative
