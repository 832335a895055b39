-- Who stands behind the intermediary of a planted service: the handler, a relative of his, or of a colleague's.
CREATE VIEW shadow AS
SELECT *, shadow_kin_id(x) AS kin, handler AS o, other AS body, owner_of_body(x) AS owner
FROM service
WHERE story LIKE 'sibling-%' OR story LIKE 'parent-%' OR story = 'handler-holds-it';

CREATE VIEW shadow_kinship AS
SELECT official_id(CASE WHEN story LIKE '%colleague%' THEN colleague_of(o) ELSE o END) AS official_id, kin AS person_id,
  CASE WHEN story LIKE 'sibling-%' THEN 'sibling' ELSE 'parent' END AS relation
FROM shadow
WHERE story <> 'handler-holds-it';

CREATE VIEW shadow_holding AS
SELECT CASE story WHEN 'handler-holds-it' THEN official_id(o) ELSE kin END AS holder_id,
  enterprise_id(CASE story WHEN 'parent-holds-its-owner' THEN owner ELSE body END) AS enterprise_id,
  0.6 AS share, plus(engaged_on, -200) AS since, NULL::DATE AS until
FROM shadow
WHERE story NOT LIKE 'sibling-%'
UNION ALL
SELECT enterprise_id(owner), enterprise_id(body), 0.6, plus(engaged_on, -300), NULL
FROM shadow
WHERE story = 'parent-holds-its-owner';

CREATE VIEW shadow_position AS
SELECT kin AS person_id, enterprise_id(body) AS enterprise_id, 'director' AS role, true AS paid, plus(engaged_on, -250) AS since,
  CASE story WHEN 'sibling-left-the-day-before' THEN plus(engaged_on, -1) END AS until
FROM shadow
WHERE story LIKE 'sibling-%';
