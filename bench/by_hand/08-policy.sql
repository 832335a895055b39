CREATE TABLE policy AS SELECT *, 'policies:' || policy_id AS policy FROM policies;
INSERT INTO finding BY NAME
SELECT 'policy-uninterpreted' AS rule, 'flagged' AS verdict, p.department_id, d.due_on + 1 AS "on", p.interpreted_on AS observed, d.due_on AS limit_, [p.policy] AS evidence
FROM policy AS p
JOIN due AS d ON d.day = p.issued_on AND d.n = 3 AND coalesce(p.interpreted_on, judged_on()) > d.due_on;
INSERT INTO judged
SELECT 'policy-uninterpreted', count(interpreted_on) + (SELECT count(*) FROM finding WHERE rule = 'policy-uninterpreted' AND observed IS NULL) FROM policy;

CREATE TABLE entitled AS
SELECT e.*, p.department_id, p.expires_on, p.policy, concat('entitlements:', policy_id, '/', e.enterprise_id, '/', e.entitled_on, '/', e.amount_cny, '/', e.due_on) AS entitlement
FROM entitlements AS e
LEFT JOIN policy AS p USING (policy_id);

INSERT INTO judged SELECT 'policy-expired-in-use', count(*) FROM policy WHERE expires_on < judged_on();
INSERT INTO finding BY NAME
SELECT 'policy-expired-in-use' AS rule, 'flagged' AS verdict, p.department_id, CASE WHEN left_standing OR u.first_on IS NULL THEN p.expires_on + 1 ELSE u.first_on END AS "on",
       u.entitlements AS observed, p.expires_on AS limit_, list_sort(list_concat([p.policy], u.entitled)) AS evidence
FROM (SELECT *, retired_on IS NULL AND coalesce(reviewed_on < expires_on, TRUE) AS left_standing FROM policy WHERE expires_on < judged_on()) AS p
LEFT JOIN (SELECT policy_id, count(*) AS entitlements, min(entitled_on) AS first_on, list(entitlement) AS entitled
           FROM entitled WHERE entitled_on > expires_on GROUP BY policy_id) AS u USING (policy_id)
WHERE left_standing OR u.entitlements > 0;

-- The same entitlement on record more than once is one, paid when every row of it is.
CREATE TABLE owed AS
SELECT department_id, enterprise_id, due_on, amount_cny, entitlement, policy, CASE WHEN count(paid_on) = count(*) THEN max(paid_on) END AS paid_on,
       greatest(amount_cny - min(CASE WHEN paid_on IS NULL THEN 0 ELSE coalesce(paid_cny, 0) END), 0) AS short_cny
FROM entitled
GROUP BY department_id, enterprise_id, due_on, amount_cny, entitlement, policy;
INSERT INTO judged
SELECT 'benefit-withheld', count(*) FROM owed WHERE paid_on > due_on OR judged_on() > due_on OR (paid_on IS NOT NULL AND short_cny = 0);
INSERT INTO finding BY NAME
SELECT 'benefit-withheld' AS rule, 'flagged' AS verdict, department_id, enterprise_id, CASE WHEN judged_on() > due_on THEN due_on + 1 ELSE paid_on END AS "on",
       paid_on AS observed, due_on AS limit_, CASE WHEN short_cny > 0 THEN short_cny ELSE amount_cny END AS amount_cny, [entitlement, policy] AS evidence
FROM owed
WHERE paid_on > due_on OR (judged_on() > due_on AND (paid_on IS NULL OR short_cny > 0));

INSERT INTO finding BY NAME
WITH heard AS (
  SELECT p.policy_id, list('consultations:' || concat_ws('/', c.policy_id, c.opened_on, c.closed_on, c.enterprises_heard, c.opinions_clustered)) AS consultations,
         max(c.closed_on - c.opened_on) FILTER (c.closed_on <= p.issued_on) AS days,
         bool_or(c.opinions_clustered AND coalesce(c.answered_on > p.issued_on, TRUE)) AS unanswered
  FROM policy AS p
  JOIN consultations AS c ON c.policy_id = p.policy_id AND c.opened_on <= p.issued_on
  GROUP BY p.policy_id
)
SELECT 'consultation-missing' AS rule, CASE WHEN p.affects_enterprises THEN 'flagged' ELSE 'undetermined' END AS verdict, p.department_id, p.issued_on AS "on",
       h.days AS observed, 30 AS limit_, list_sort(list_concat([p.policy], h.consultations)) AS evidence,
       CASE WHEN p.affects_enterprises IS NULL THEN p.policy || '.affects_enterprises' END AS missing
FROM policy AS p
LEFT JOIN heard AS h USING (policy_id)
WHERE p.affects_enterprises IS NOT FALSE AND (coalesce(h.days, -1) < 30 OR coalesce(h.unanswered, FALSE));
INSERT INTO judged SELECT 'consultation-missing', count(*) FROM policy WHERE affects_enterprises IS NOT FALSE;

CREATE TABLE condition AS
SELECT c.attribute, c.operator, lower(trim(c.value)) AS value, concat('policy_conditions:', c.condition_id) AS condition, p.policy AS source, p.department_id, p.issued_on AS day,
       p.fair_review_on IS NOT NULL AND p.fair_review_exception IS NOT NULL AS excused
FROM policy_conditions AS c JOIN policy AS p USING (policy_id)
UNION ALL
SELECT c.attribute, c.operator, lower(trim(c.value)), concat('tender_conditions:', c.condition_id), 'tenders:' || tender_id, t.department_id, t.published_on, FALSE
FROM tender_conditions AS c JOIN tenders AS t USING (tender_id);
INSERT INTO judged
SELECT unnest(['supplier-entry-barrier', 'discriminatory-condition']),
       unnest([count(*), count(*) FILTER (attribute IN ('ownership', 'region', 'registered_locally', 'size'))])
FROM condition;
INSERT INTO finding BY NAME
SELECT 'supplier-entry-barrier' AS rule, 'flagged' AS verdict, department_id, day AS "on", [condition, source] AS evidence
FROM condition
WHERE attribute = 'local_filing' AND (value = 'false' AND operator <> 'not_in' OR value = 'true' AND operator = 'not_in') IS NOT TRUE;

-- What a condition says is read once for each wording, of which there are few.
CREATE TABLE kind AS
FROM (VALUES ('ownership', 'state', NULL, FALSE, FALSE), ('ownership', 'private', NULL, TRUE, FALSE), ('ownership', 'foreign', NULL, TRUE, FALSE),
             ('ownership', 'individual', NULL, TRUE, TRUE), ('registered_locally', 'true', NULL, FALSE, FALSE), ('registered_locally', 'false', NULL, TRUE, FALSE),
             ('size', 'large', 4, FALSE, FALSE), ('size', 'medium', 3, FALSE, TRUE), ('size', 'small', 2, TRUE, TRUE), ('size', 'micro', 1, TRUE, TRUE)
     ) AS k(attribute, value, rung, guarded, favoured);
CREATE TABLE wording AS
WITH said AS (
  SELECT DISTINCT attribute, operator, value FROM condition WHERE attribute IN ('ownership', 'region', 'registered_locally', 'size')
), admission AS (
  SELECT c.*, k.value AS kind, k.guarded, k.favoured, list_contains(string_split(c.value, '|'), k.value) AS named,
         CASE c.operator WHEN 'at_least' THEN k.rung >= b.rung WHEN 'at_most' THEN k.rung <= b.rung WHEN 'not_in' THEN NOT named ELSE named END AS admitted
  FROM said AS c
  JOIN kind AS k ON k.attribute = c.attribute
  LEFT JOIN kind AS b ON b.attribute = c.attribute AND b.value = c.value
), reading AS (
  SELECT attribute, operator, value, count(*) FILTER (guarded AND NOT admitted) AS shut_out, bool_or(admitted) AND NOT bool_or(admitted AND NOT favoured) AS favours,
         bool_or(admitted IS NULL) OR sum(length(kind) + 1) FILTER (named) IS DISTINCT FROM max(length(value)) + 1 AS unread
  FROM admission
  GROUP BY ALL
)
SELECT c.*, coalesce(r.unread, c.operator IN ('at_least', 'at_most') OR c.value = '') AS unread, CASE WHEN r.favours THEN 0 ELSE coalesce(r.shut_out, 1) END AS shut_out
FROM said AS c
LEFT JOIN reading AS r USING (attribute, operator, value);
INSERT INTO finding BY NAME
SELECT 'discriminatory-condition' AS rule, CASE WHEN unread THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, day AS "on", shut_out AS observed,
       [condition, source] AS evidence, CASE WHEN unread THEN condition || '.value' END AS missing
FROM condition
JOIN wording USING (attribute, operator, value)
WHERE NOT excused AND (unread OR shut_out > 0);
