-- One scan counts, one keeps the few visits that any question can be about.
CREATE TABLE odd AS
SELECT inspection_id, department_id, enterprise_id, basis, kind, county(authorised_at) AS authorised_at, county(code_issued_at) AS code_issued_at,
       county(started_at) AS started_at, day_of(ended_at) AS ended_on, published_on, 'inspections:' || inspection_id AS inspection
FROM inspections
WHERE (code_issued_at <= started_at) IS NOT TRUE OR (authorised_at <= started_at) IS NOT TRUE OR kind = 'research'
   OR (kind = 'random' AND ended_at IS NOT NULL AND (published_on IS NULL OR published_on > day_of(ended_at) + 20));

CREATE TABLE seen AS
SELECT count(*) AS visits, count(*) FILTER (basis <> 'urgent') AS coded,
       count(*) FILTER (basis = 'urgent' AND (authorised_at <= started_at) IS NOT TRUE AND authorised_at IS NULL) AS unauthorised,
       count(*) FILTER (kind = 'random' AND ended_at IS NOT NULL AND published_on IS NOT NULL) AS published
FROM inspections;

INSERT INTO judged SELECT 'inspection-code-backfilled', coded FROM seen;
INSERT INTO finding BY NAME
SELECT 'inspection-code-backfilled' AS rule, 'flagged' AS verdict, department_id, enterprise_id, CAST(started_at AS DATE) AS "on",
       CAST(code_issued_at AS DATE) AS observed, CAST(started_at AS DATE) AS limit_, [inspection] AS evidence
FROM odd
WHERE basis <> 'urgent' AND (code_issued_at <= started_at) IS NOT TRUE;

CREATE TABLE unauthorised AS
SELECT o.*, CAST(o.started_at AS DATE) AS started_on, CAST(o.authorised_at AS DATE) AS authorised_on, o.basis = 'urgent' AS urgent, d.due_on
FROM odd AS o
LEFT JOIN due AS d ON d.day = CAST(o.started_at AS DATE) AND d.n = 1
WHERE (o.authorised_at <= o.started_at) IS NOT TRUE;
INSERT INTO judged
SELECT 'inspection-unauthorised', s.visits - s.unauthorised + (SELECT count(*) FROM unauthorised WHERE urgent AND authorised_at IS NULL AND due_on < judged_on())
FROM seen AS s;
INSERT INTO finding BY NAME
SELECT 'inspection-unauthorised' AS rule, 'flagged' AS verdict, department_id, enterprise_id,
       CASE WHEN urgent THEN due_on + 1 ELSE started_on END AS "on", authorised_on AS observed,
       CASE WHEN urgent THEN due_on ELSE started_on END AS limit_, [inspection] AS evidence
FROM unauthorised
WHERE NOT urgent OR coalesce(authorised_on, judged_on()) > due_on;

INSERT INTO finding BY NAME
SELECT 'inspection-unpublished' AS rule, 'flagged' AS verdict, o.department_id, o.enterprise_id, d.due_on + 1 AS "on",
       o.published_on AS observed, d.due_on AS limit_, [o.inspection] AS evidence
FROM odd AS o
JOIN due AS d ON d.day = o.ended_on AND d.n = 20 AND coalesce(o.published_on, judged_on()) > d.due_on
WHERE o.kind = 'random' AND o.ended_on IS NOT NULL;
INSERT INTO judged
SELECT 'inspection-unpublished', s.published + (SELECT count(*) FROM finding WHERE rule = 'inspection-unpublished' AND observed IS NULL) FROM seen AS s;

INSERT INTO judged SELECT 'inspection-disguised', count(*) FROM odd WHERE kind = 'research' AND ended_on IS NOT NULL;
INSERT INTO finding BY NAME
SELECT 'inspection-disguised' AS rule, 'flagged' AS verdict, v.department_id, v.enterprise_id, min(s.day) AS "on",
       min(s.day) - v.ended_on AS observed, 30 AS limit_, list_sort(list(s.step) || [v.inspection]) AS evidence
FROM odd AS v
JOIN (SELECT department_id, enterprise_id, filed_on AS day, 'penalties:' || penalty_id AS step FROM penalties
      UNION ALL
      SELECT department_id, enterprise_id, started_on, 'restraints:' || restraint_id FROM restraints) AS s
  ON s.department_id = v.department_id AND s.enterprise_id = v.enterprise_id AND s.day BETWEEN v.ended_on AND v.ended_on + 30
WHERE v.kind = 'research'
GROUP BY v.inspection, v.department_id, v.enterprise_id, v.ended_on;

-- Two officers are there if the first and the last by name differ: no set is kept per visit.
CREATE TABLE alone AS
SELECT i.inspection_id, i.department_id, i.enterprise_id, day_of(i.started_at) AS day, s.inspection_id IS NOT NULL AS anybody
FROM inspections AS i
LEFT JOIN (SELECT inspection_id, min(official_id) <> max(official_id) AS several FROM inspectors GROUP BY inspection_id) AS s
  ON s.inspection_id = i.inspection_id
WHERE s.several IS NOT TRUE;
INSERT INTO judged SELECT 'inspectors-too-few', visits FROM seen;
INSERT INTO finding BY NAME
SELECT 'inspectors-too-few' AS rule, 'flagged' AS verdict, department_id, enterprise_id, day AS "on", CAST(anybody AS INT) AS observed, 2 AS limit_,
       ['inspections:' || inspection_id] AS evidence
FROM alone;
DROP TABLE odd;
DROP TABLE alone;
