-- Applications are read often, whole: kept once.
CREATE TABLE filed AS
SELECT application_id, enterprise_id, item, department_id, handler_id, received_on, decided_on, outcome, not_accepted_on,
       least(accepted_on, not_accepted_on) AS answered_on, promised_due_on, due_on
FROM applications;
CREATE TABLE noticed AS
SELECT application_id, count(*) AS notices, min(issued_on) AS first_on, min(issued_on, 2)[2] AS second_on, list('correction_notices:' || notice_id) AS evidence
FROM correction_notices
GROUP BY application_id;

CREATE TABLE answer AS
SELECT a.application_id, a.received_on, least(a.answered_on, n.first_on) AS answered_on FROM filed AS a LEFT JOIN noticed AS n USING (application_id);
INSERT INTO finding BY NAME
SELECT 'acceptance-missing' AS rule, 'flagged' AS verdict, a.department_id, a.handler_id AS official_id, a.enterprise_id, d.due_on + 1 AS "on",
       w.answered_on AS observed, d.due_on AS limit_, list_sort(list_concat(['applications:' || a.application_id], n.evidence)) AS evidence
FROM answer AS w
JOIN due AS d ON d.day = w.received_on AND d.n = 5 AND coalesce(w.answered_on, judged_on()) > d.due_on
JOIN filed AS a USING (application_id)
LEFT JOIN noticed AS n USING (application_id);
INSERT INTO judged
SELECT 'acceptance-missing', count(answered_on) + (SELECT count(*) FROM finding WHERE rule = 'acceptance-missing' AND observed IS NULL) FROM answer;

INSERT INTO judged SELECT 'correction-repeated', count(*) FROM noticed;
INSERT INTO finding BY NAME
SELECT 'correction-repeated' AS rule, 'flagged' AS verdict, a.department_id, a.handler_id AS official_id, a.enterprise_id, n.second_on AS "on",
       n.notices AS observed, 1 AS limit_, list_sort(list_concat(['applications:' || application_id], n.evidence)) AS evidence
FROM noticed AS n
JOIN filed AS a USING (application_id)
WHERE n.notices > 1;

INSERT INTO finding BY NAME
SELECT 'application-overdue' AS rule, CASE WHEN passed IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, handler_id AS official_id, enterprise_id,
       coalesce(passed + 1, received_on) AS "on", decided_on AS observed, passed AS limit_, ['applications:' || application_id] AS evidence,
       CASE WHEN passed IS NULL THEN 'applications:' || application_id || '.due_on' END AS missing
FROM (SELECT *, CASE WHEN coalesce(decided_on, judged_on()) > due_on THEN due_on WHEN coalesce(decided_on, judged_on()) > promised_due_on THEN promised_due_on END AS passed
      FROM filed
      WHERE (outcome IS NULL OR outcome <> 'withdrawn') AND not_accepted_on IS NULL)
WHERE passed IS NOT NULL OR (due_on IS NULL AND promised_due_on IS NULL);
INSERT INTO judged
SELECT 'application-overdue', count(decided_on) + (SELECT count(*) FROM finding WHERE rule = 'application-overdue' AND observed IS NULL)
FROM filed
WHERE (outcome IS NULL OR outcome <> 'withdrawn') AND not_accepted_on IS NULL;

INSERT INTO judged SELECT 'pause-without-ground', count(*) FROM pauses;
INSERT INTO finding BY NAME
SELECT 'pause-without-ground' AS rule, 'flagged' AS verdict, a.department_id, a.handler_id AS official_id, a.enterprise_id, p.started_on AS "on",
       ['applications:' || application_id, 'pauses:' || p.pause_id] AS evidence
FROM (FROM pauses WHERE ground = 'other') AS p
JOIN filed AS a USING (application_id);

CREATE TABLE engaged AS
SELECT s.*, a.department_id, a.handler_id, 'intermediary_services:' || s.service_id AS service
FROM intermediary_services AS s
LEFT JOIN filed AS a USING (application_id);
INSERT INTO judged SELECT unnest(['intermediary-designated', 'affiliated-intermediary']), count(*) FROM engaged;
INSERT INTO finding BY NAME
SELECT 'intermediary-designated' AS rule, 'flagged' AS verdict, department_id, handler_id AS official_id, enterprise_id, engaged_on AS "on",
       fee_cny AS amount_cny, [service] AS evidence
FROM engaged
WHERE chosen_by = 'department' AND payer = 'enterprise';
INSERT INTO finding BY NAME
SELECT 'affiliated-intermediary' AS rule, CASE WHEN own IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, handler_id AS official_id, enterprise_id,
       engaged_on AS "on", CASE WHEN own IS NULL THEN [service] ELSE [service, own] END AS evidence, CASE WHEN own IS NOT NULL THEN [own] END AS path,
       CASE WHEN own IS NULL THEN service || '.application_id' END AS missing
FROM (SELECT e.service, e.application_id, e.department_id, e.handler_id, e.enterprise_id, e.engaged_on,
             min(concat('affiliations:', t.department_id, '/', t.enterprise_id, '/', t.kind)) FILTER (t.department_id = e.department_id) AS own
      FROM engaged AS e
      JOIN affiliations AS t ON t.enterprise_id = e.intermediary_id AND e.engaged_on BETWEEN coalesce(t.since, e.engaged_on) AND coalesce(t.until, e.engaged_on)
      GROUP BY ALL)
WHERE own IS NOT NULL OR application_id IS NULL;
