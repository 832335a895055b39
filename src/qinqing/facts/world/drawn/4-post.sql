-- Posts that officials, or a child of theirs, hold in firms that have dealings with nobody: in stories only.
CREATE VIEW post AS
SELECT *,
  CASE WHEN story LIKE 'relative-%' THEN kin_id(o, 1) ELSE official_id(o) END AS person_id,
  enterprise_id(e) AS enterprise_id,
  CASE WHEN story LIKE 'relative-%' THEN 'nominal' ELSE pick('outside post', o, ['director', 'adviser', 'manager']) END AS role,
  story NOT LIKE '%unpaid%' AND story <> 'unapproved-post' AS paid,
  CASE WHEN story LIKE '%approved-and%' THEN plus(in_office_since(o), -3) END AS approved_on,
  CASE WHEN story LIKE '%joining' THEN plus(in_office_since(o), -500) ELSE plus(last_day(), -between_('outside post', o, 20, 90)) END AS since,
  CASE WHEN story = 'post-given-up-before-joining' THEN plus(in_office_since(o), -1) END AS until
FROM (SELECT i AS o, post_story(i) AS story, quiet_firm(i + 2) AS e FROM range(getvariable('staff')) AS t(i))
WHERE story <> 'plain';

-- A relative of the office's staff in a firm that sold the office something once; nobody else of the office knows the firm.
CREATE VIEW relative AS
WITH sold AS (
  SELECT i AS x, i % bureaus() AS b, relative_story(i) AS story, firm(i % bureaus(), i // bureaus() * 20 + 16) AS e,
    busy_day('sold', i, 20) AS signed_on
  FROM range(bureaus() * twenties()) AS t(i)
  WHERE relative_story(i) <> 'plain'
)
SELECT *, staff(b, 6, x) AS o, relative_id(x) AS person_id, enterprise_id(e) AS enterprise_id,
  CASE WHEN story LIKE 'spouse-%' THEN 'spouse' WHEN story LIKE 'child-spouse-%' THEN 'child_spouse' WHEN story LIKE 'child-%' THEN 'child'
    ELSE 'sibling' END AS relation,
  CASE WHEN story LIKE '%-employed' THEN 'employee' WHEN story LIKE '%-advises' THEN 'adviser' ELSE 'manager' END AS role,
  CASE
    WHEN story LIKE 'child-left-%' THEN plus(signed_on, -700)
    ELSE plus(signed_on, -between_('relative since', x, 30, 200))
  END AS since,
  CASE story
    WHEN 'child-left-a-year-before' THEN plus(signed_on, -getvariable('relative_days'))
    WHEN 'child-left-a-year-and-a-day-before' THEN plus(signed_on, -getvariable('relative_days') - 1)
  END AS until
FROM sold;
