-- Charges: what was in force that day is looked up once for each item and day.
CREATE TABLE charged AS
SELECT f.*, c.since, c.standard_cny, concat('fees:', f.fee_id) AS fee
FROM fees AS f
LEFT JOIN fee_catalogue AS c ON c.item = f.item AND c.since <= f.charged_on AND coalesce(c.until, f.charged_on) >= f.charged_on;
INSERT INTO judged
SELECT unnest(['fee-off-catalogue', 'fee-over-standard']), unnest([count(DISTINCT fee_id), count(DISTINCT fee_id) FILTER (since IS NOT NULL)]) FROM charged;
INSERT INTO finding BY NAME
SELECT 'fee-off-catalogue' AS rule, 'flagged' AS verdict, department_id, enterprise_id, charged_on AS "on", amount_cny AS observed, amount_cny, [fee] AS evidence
FROM charged
WHERE since IS NULL
UNION ALL BY NAME
SELECT 'fee-over-standard' AS rule, CASE WHEN most_cny IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, enterprise_id, charged_on AS "on",
       amount_cny AS observed, most_cny AS limit_, greatest(amount_cny - most_cny, 0) AS amount_cny, [entry, fee] AS evidence,
       CASE WHEN most_cny IS NULL THEN fee || '.quantity' END AS missing
FROM (SELECT fee, department_id, enterprise_id, charged_on, amount_cny, max(TRY_CAST(coalesce(quantity, 1) * standard_cny AS DECIMAL(18, 2))) AS most_cny,
             max(concat('fee_catalogue:', item, '/', since, '/', standard_cny)) AS entry
      FROM charged WHERE since IS NOT NULL GROUP BY ALL)
WHERE most_cny IS NULL OR amount_cny > most_cny;

CREATE TABLE levied AS SELECT *, 'levies:' || levy_id AS levy FROM levies;
INSERT INTO judged SELECT unnest(['levy-charged', 'association-tied']), unnest([count(*), count(*) FILTER (kind IN ('association_fee', 'subscription'))]) FROM levied;
INSERT INTO finding BY NAME
SELECT 'levy-charged' AS rule, CASE WHEN voluntary IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, enterprise_id, charged_on AS "on",
       amount_cny AS observed, amount_cny, [levy] AS evidence, CASE WHEN voluntary IS NULL THEN levy || '.voluntary' END AS missing
FROM levied
WHERE legal_basis IS NULL AND voluntary IS NOT TRUE
UNION ALL BY NAME
SELECT 'association-tied' AS rule, 'flagged' AS verdict, l.department_id, l.enterprise_id, l.charged_on AS "on", l.amount_cny AS observed, 180 AS limit_, l.amount_cny,
       ['applications:' || arg_min(a.application_id, (abs(a.decided_on - l.charged_on), a.application_id)), l.levy] AS evidence
FROM levied AS l
JOIN filed AS a ON a.enterprise_id = l.enterprise_id AND a.decided_on BETWEEN l.charged_on - 180 AND l.charged_on + 180
WHERE l.kind IN ('association_fee', 'subscription')
GROUP BY l.levy, l.department_id, l.enterprise_id, l.charged_on, l.amount_cny;

INSERT INTO judged SELECT 'cost-shifted', count(*) FROM expenses;
INSERT INTO finding BY NAME
SELECT 'cost-shifted' AS rule, 'flagged' AS verdict, department_id, official_id, enterprise_id, spent_on AS "on", amount_cny, ['expenses:' || expense_id] AS evidence
FROM expenses
WHERE payer = 'enterprise';

INSERT INTO judged SELECT 'intervention-recorded', count(*) FROM interventions;
INSERT INTO finding BY NAME
SELECT 'intervention-recorded' AS rule, 'flagged' AS verdict, o.department_id, official_id, i.enterprise_id, i.recorded_on AS "on",
       ['interventions:' || i.intervention_id] AS evidence
FROM interventions AS i JOIN desk AS o USING (official_id);

CREATE TABLE declared AS
SELECT d.*, o.department_id, ['declarations:' || d.declaration_id] AS evidence, CAST(d.occurred_on + INTERVAL 1 MONTH AS DATE) AS last_day,
       coalesce(d.handed_in_on <= last_day, FALSE) AS handed_in, d.kind = 'gift' AND coalesce(d.declared_on <= last_day, FALSE) AS in_time,
       d.kind IN ('gift', 'cash') AS present, d.kind IN ('hospitality', 'travel', 'sport', 'entertainment') AS treat
FROM declarations AS d JOIN desk AS o USING (official_id);
INSERT INTO judged
SELECT unnest(['gift-undeclared', 'hospitality-accepted']),
       unnest([count(*) FILTER (present AND (handed_in OR in_time OR judged_on() > last_day)), count(*) FILTER (treat)])
FROM declared;
INSERT INTO finding BY NAME
SELECT 'gift-undeclared' AS rule, 'flagged' AS verdict, department_id, official_id, enterprise_id, last_day + 1 AS "on",
       CASE WHEN kind = 'cash' THEN handed_in_on ELSE least(declared_on, handed_in_on) END AS observed, last_day AS limit_, value_cny AS amount_cny, evidence
FROM declared
WHERE present AND NOT handed_in AND NOT in_time AND judged_on() > last_day;
INSERT INTO finding BY NAME
SELECT 'hospitality-accepted' AS rule, CASE WHEN value_cny IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, official_id, enterprise_id, occurred_on AS "on",
       CAST(coalesce(paid_by_official_cny, 0) AS DECIMAL(18, 2)) AS observed, value_cny AS limit_, evidence, CASE WHEN value_cny IS NULL THEN evidence[1] || '.value_cny' END AS missing
FROM declared
WHERE treat AND approved_on IS NULL AND (coalesce(paid_by_official_cny, 0) >= value_cny) IS NOT TRUE;

INSERT INTO finding BY NAME
WITH met AS (
  SELECT k.*, day_of(k.started_at) AS day, hour(county(k.started_at)) * 60 + minute(county(k.started_at)) AS minute FROM contacts AS k WHERE k.matter_pending
), outside AS (
  SELECT m.*, o.department_id, w.day AS due_on
  FROM met AS m
  JOIN desk AS o USING (official_id)
  JOIN calendar AS c ON c.day = m.day
  JOIN calendar AS w ON w.is_workday AND w.workday_no = c.workday_no + 3
  WHERE NOT c.is_workday OR m.minute NOT BETWEEN 480 AND 1080
)
SELECT 'contact-unreported' AS rule, 'flagged' AS verdict, department_id, official_id, enterprise_id, due_on + 1 AS "on", reported_on AS observed, due_on AS limit_,
       ['contacts:' || contact_id] AS evidence
FROM outside
WHERE coalesce(reported_on, judged_on()) > due_on;
INSERT INTO judged  -- what is still within its days is not judged
SELECT 'contact-unreported', count(*) FILTER (reported_on IS NOT NULL OR in_hours OR w.day < judged_on())
FROM (SELECT c.reported_on, k.workday_no,
             k.is_workday AND hour(county(c.started_at)) * 60 + minute(county(c.started_at)) BETWEEN 480 AND 1080 AS in_hours
      FROM contacts AS c JOIN calendar AS k ON k.day = day_of(c.started_at) WHERE c.matter_pending) AS m
JOIN calendar AS w ON w.is_workday AND w.workday_no = m.workday_no + 3;

CREATE TABLE post AS
SELECT p.*, concat('positions:', p.person_id, '/', p.enterprise_id, '/', p.role, '/', p.paid, '/', p.since) AS position FROM positions AS p
WHERE p.person_id IN (SELECT person_id FROM whose);
CREATE TABLE nominal AS
SELECT p.position, p.enterprise_id, p.paid, p.since, w.official_id, o.department_id, min(w.kinship) AS kinship
FROM post AS p
JOIN whose AS w USING (person_id)
JOIN desk AS o ON o.official_id = w.official_id AND coalesce(o.until, judged_on()) >= p.since
WHERE p.role = 'nominal' AND p.since <= judged_on()
GROUP BY ALL;
INSERT INTO judged SELECT 'nominal-pay', count(*) FROM nominal;
INSERT INTO finding BY NAME
SELECT 'nominal-pay' AS rule, 'flagged' AS verdict, department_id, official_id, enterprise_id, since AS "on",
       CASE WHEN kinship IS NULL THEN [position] ELSE [kinship, position] END AS evidence
FROM nominal
WHERE paid;

CREATE TABLE own_post AS
SELECT p.*, o.department_id, greatest(p.since, coalesce(o.since, p.since)) AS both_since
FROM post AS p
JOIN desk AS o ON o.official_id = p.person_id
 AND greatest(p.since, coalesce(o.since, p.since)) <= least(coalesce(p.until, judged_on()), coalesce(o.until, judged_on()), judged_on());
INSERT INTO judged SELECT 'part-time-post', count(*) FROM own_post;
INSERT INTO finding BY NAME
SELECT 'part-time-post' AS rule, 'flagged' AS verdict, department_id, person_id AS official_id, enterprise_id, both_since AS "on", [position] AS evidence
FROM own_post
WHERE paid OR approved_on IS NULL;

-- Dealings are looked for only with the firms where a near relative holds a post.
CREATE TABLE kin_post AS
SELECT o.official_id, o.department_id, min(w.kinship) AS kinship, p.enterprise_id, p.since, p.until, p.position
FROM whose AS w
JOIN desk AS o USING (official_id)
JOIN post AS p ON p.person_id = w.person_id
 AND p.since <= judged_on() AND coalesce(o.until, judged_on()) >= p.since AND coalesce(o.since, p.since) <= coalesce(p.until, judged_on())
WHERE split_part(w.kinship, '/', 3) IN ('spouse', 'child', 'child_spouse')
GROUP BY ALL;
INSERT INTO judged SELECT 'relative-post', count(*) FROM kin_post;
INSERT INTO finding BY NAME
WITH dealing AS (
  SELECT department_id, enterprise_id, day_of(started_at) AS dealt_on, 'inspections:' || inspection_id AS dealing FROM inspections
  WHERE enterprise_id IN (SELECT enterprise_id FROM kin_post)
  UNION ALL
  SELECT department_id, enterprise_id, decided_on, 'penalties:' || penalty_id FROM penalties WHERE enterprise_id IN (SELECT enterprise_id FROM kin_post)
  UNION ALL
  SELECT department_id, enterprise_id, signed_on, 'contracts:' || contract_id FROM contracts WHERE enterprise_id IN (SELECT enterprise_id FROM kin_post)
  UNION ALL
  SELECT department_id, enterprise_id, decided_on, 'applications:' || application_id FROM filed
  WHERE outcome = 'granted' AND enterprise_id IN (SELECT enterprise_id FROM kin_post)
)
SELECT 'relative-post' AS rule, 'flagged' AS verdict, k.department_id, k.official_id, k.enterprise_id, greatest(k.since, min(d.dealt_on)) AS "on",
       min(d.dealt_on) AS limit_, [k.kinship, k.position] AS path, path || list_sort(list(d.dealing)) AS evidence
FROM kin_post AS k
JOIN dealing AS d ON d.department_id = k.department_id AND d.enterprise_id = k.enterprise_id
 AND d.dealt_on BETWEEN k.since - 365 AND coalesce(k.until, judged_on()) + 365
GROUP BY k.department_id, k.official_id, k.enterprise_id, k.since, k.kinship, k.position;
UPDATE finding SET limit_ = '365' WHERE rule = 'relative-post';

CREATE TABLE project AS
SELECT p.project_id, p.enterprise_id, p.permit_on, p.due_area_m2, p.built_area_m2, c.project_id IS NOT NULL AS offsite, o.department_id, c.handler_id, c.approved_on,
       c.ground, c.due_cny, c.due_on, CASE WHEN c.paid_cny >= c.due_cny THEN c.paid_on END AS paid_on, c.standard_cny,
       TRY_CAST(c.area_m2 * c.standard_cny AS DECIMAL(18, 2)) AS full_cny, 'projects:' || p.project_id AS project, 'offsite_cases:' || p.project_id AS off,
       EXISTS (SELECT 1 FROM relief_codes AS r WHERE r.relief_code = c.relief_code AND c.approved_on BETWEEN r.since AND coalesce(r.until, c.approved_on)) AS listed,
       coalesce(p.permit_on < paid_on, p.permit_on IS NOT NULL) AND c.due_cny > 0 AS too_early, paid_on IS NULL AND judged_on() > c.due_on AND c.due_cny > 0 AS overdue
FROM projects AS p
LEFT JOIN offsite_cases AS c USING (project_id)
LEFT JOIN desk AS o ON o.official_id = c.handler_id;
INSERT INTO judged
SELECT unnest(['permit-without-defence', 'offsite-without-ground', 'offsite-fee-relieved', 'offsite-fee-outstanding']),
       unnest([count(permit_on), count(*) FILTER (offsite), count(*) FILTER (offsite),
               count(*) FILTER (offsite AND (too_early OR overdue OR paid_on IS NOT NULL OR judged_on() > due_on))])
FROM project;
INSERT INTO finding BY NAME
SELECT 'permit-without-defence' AS rule, CASE WHEN lacking IS NULL THEN 'flagged' ELSE 'undetermined' END AS verdict, enterprise_id, permit_on AS "on",
       TRY_CAST(built_area_m2 AS DECIMAL(18, 2)) AS observed, TRY_CAST(due_area_m2 AS DECIMAL(18, 2)) AS limit_, [project] AS evidence, project || lacking AS missing
FROM (SELECT *, CASE WHEN due_area_m2 IS NULL THEN '.due_area_m2' WHEN built_area_m2 IS NULL THEN '.built_area_m2' END AS lacking FROM project
      WHERE permit_on IS NOT NULL AND NOT offsite AND (built_area_m2 >= due_area_m2) IS NOT TRUE);
INSERT INTO finding BY NAME
SELECT 'offsite-without-ground' AS rule, 'flagged' AS verdict, department_id, handler_id AS official_id, enterprise_id, approved_on AS "on", [off] AS evidence
FROM project WHERE offsite AND ground IS NULL;
INSERT INTO finding BY NAME
SELECT 'offsite-fee-relieved' AS rule, CASE WHEN full_cny IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, handler_id AS official_id, enterprise_id,
       approved_on AS "on", due_cny AS observed, full_cny AS limit_, greatest(full_cny - due_cny, 0) AS amount_cny, [off] AS evidence,
       CASE WHEN full_cny IS NULL THEN off || CASE WHEN standard_cny IS NULL THEN '.standard_cny' ELSE '.area_m2' END END AS missing
FROM project WHERE offsite AND NOT listed AND (due_cny >= full_cny) IS NOT TRUE;
INSERT INTO finding BY NAME
SELECT 'offsite-fee-outstanding' AS rule, 'flagged' AS verdict, department_id, handler_id AS official_id, enterprise_id,
       CASE WHEN too_early THEN permit_on ELSE due_on + 1 END AS "on", paid_on AS observed, due_on AS limit_, [off, project] AS evidence
FROM project WHERE offsite AND (too_early OR overdue);
