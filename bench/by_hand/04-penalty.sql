-- One scan counts, one keeps what any question can be about.
INSERT INTO judged
SELECT unnest(['hearing-not-offered', 'major-penalty-unreviewed', 'penalty-outside-band', 'penalty-unpublished', 'penalty-case-overlong']),
       unnest([count(decided_on), count(decided_on),
               count(*) FILTER (kind IN ('fine', 'confiscation') OR amount_cny > 0 OR band_low_cny IS NOT NULL OR band_high_cny IS NOT NULL),
               count(*) FILTER (publication = 'required' AND decided_on IS NOT NULL AND published_on IS NOT NULL),
               count(*) FILTER (decided_on IS NOT NULL OR judged_on() - filed_on > 90)])
FROM penalties;

CREATE TABLE penal AS
SELECT department_id, official_id, enterprise_id, party_kind, filed_on, decided_on, amount_cny, hearing_offered, legal_review_on, published_on, publication,
       band_low_cny, band_high_cny, departure_reason, 'penalties:' || penalty_id AS penalty,
       kind IN ('licence_revocation', 'closure', 'business_restriction') AS by_kind, kind IN ('fine', 'confiscation') AS by_amount,
       CASE WHEN party_kind = 'person' THEN 5000.00 ELSE 50000.00 END AS certain_cny, CASE WHEN party_kind = 'entity' THEN 50000.00 ELSE 5000.00 END AS possible_cny,
       kind IN ('fine', 'confiscation') OR amount_cny > 0 OR band_low_cny IS NOT NULL OR band_high_cny IS NOT NULL AS banded
FROM penalties
WHERE NOT hearing_offered OR (legal_review_on <= decided_on) IS NOT TRUE OR (publication = 'required' AND (published_on IS NULL OR published_on > decided_on + 7))
   OR coalesce(decided_on, judged_on()) - filed_on > 90 OR (amount_cny BETWEEN band_low_cny AND band_high_cny) IS NOT TRUE;

INSERT INTO finding BY NAME
SELECT 'hearing-not-offered' AS rule, CASE WHEN owed THEN 'flagged' ELSE 'undetermined' END AS verdict, department_id, official_id, enterprise_id, decided_on AS "on",
       amount_cny AS observed, CASE WHEN NOT by_kind THEN certain_cny END AS limit_, [penalty] AS evidence, CASE WHEN NOT owed THEN penalty || '.party_kind' END AS missing
FROM (SELECT *, by_kind OR (by_amount AND amount_cny >= certain_cny) AS owed FROM penal WHERE NOT hearing_offered AND decided_on IS NOT NULL)
WHERE owed OR (by_amount AND amount_cny >= possible_cny);

INSERT INTO finding BY NAME
SELECT 'major-penalty-unreviewed' AS rule, CASE WHEN owed THEN 'flagged' ELSE 'undetermined' END AS verdict, department_id, official_id, enterprise_id,
       decided_on AS "on", legal_review_on AS observed, decided_on AS limit_, [penalty] AS evidence, CASE WHEN NOT owed THEN penalty || '.party_kind' END AS missing
FROM (SELECT *, by_kind OR (by_amount AND amount_cny >= certain_cny) AS owed FROM penal
      WHERE (legal_review_on <= decided_on) IS NOT TRUE AND decided_on IS NOT NULL)
WHERE owed OR (by_amount AND amount_cny >= possible_cny);

INSERT INTO finding BY NAME
SELECT 'penalty-outside-band' AS rule, CASE WHEN above OR below THEN 'flagged' ELSE 'undetermined' END AS verdict, department_id, official_id, enterprise_id,
       coalesce(decided_on, filed_on) AS "on", amount_cny AS observed, CASE WHEN above THEN band_high_cny WHEN below THEN band_low_cny END AS limit_, [penalty] AS evidence,
       CASE WHEN above OR below THEN NULL WHEN band_low_cny IS NULL THEN penalty || '.band_low_cny' ELSE penalty || '.band_high_cny' END AS missing
FROM (SELECT *, coalesce(amount_cny > band_high_cny, FALSE) AS above, coalesce(amount_cny < band_low_cny, FALSE) AS below FROM penal
      WHERE banded AND departure_reason IS NULL)
WHERE above OR below OR band_low_cny IS NULL OR band_high_cny IS NULL;

INSERT INTO finding BY NAME
SELECT 'penalty-unpublished' AS rule, 'flagged' AS verdict, p.department_id, p.official_id, p.enterprise_id, d.due_on + 1 AS "on",
       p.published_on AS observed, d.due_on AS limit_, [p.penalty] AS evidence
FROM penal AS p
JOIN due AS d ON d.day = p.decided_on AND d.n = 7 AND coalesce(p.published_on, judged_on()) > d.due_on
WHERE p.publication = 'required';
UPDATE judged SET units = units + (SELECT count(*) FROM finding WHERE rule = 'penalty-unpublished' AND observed IS NULL) WHERE rule = 'penalty-unpublished';

INSERT INTO finding BY NAME
SELECT 'penalty-case-overlong' AS rule, 'flagged' AS verdict, department_id, official_id, enterprise_id, filed_on + 91 AS "on",
       coalesce(decided_on, judged_on()) - filed_on AS observed, 90 AS limit_, [penalty] AS evidence
FROM penal
WHERE coalesce(decided_on, judged_on()) - filed_on > 90;

CREATE TABLE held AS
SELECT department_id, enterprise_id, kind, legal_basis, started_on, ended_on, revoked_as_unlawful, ['restraints:' || restraint_id] AS evidence,
       kind IN ('seal', 'seize', 'freeze') AS real, coalesce(ended_on, judged_on()) - started_on AS elapsed, coalesce(testing_days, 0) AS tested,
       coalesce(extended_on - started_on - tested <= 30, FALSE) AS extended, elapsed - tested AS days, CASE WHEN extended THEN 60 ELSE 30 END AS allowed
FROM restraints;
INSERT INTO judged
SELECT unnest(['restraint-overlong', 'restraint-without-power', 'restraint-revoked']),
       unnest([count(*) FILTER (real AND (ended_on IS NOT NULL OR tested NOT BETWEEN 0 AND elapsed OR days > allowed)), count(*) FILTER (real), count(*)])
FROM held;
INSERT INTO finding BY NAME
SELECT 'restraint-overlong' AS rule, 'flagged' AS verdict, department_id, enterprise_id, started_on + CAST(allowed + tested + 1 AS INT) AS "on",
       days AS observed, allowed AS limit_, evidence
FROM held WHERE real AND days > allowed AND tested BETWEEN 0 AND elapsed
UNION ALL BY NAME
SELECT 'restraint-overlong' AS rule, 'undetermined' AS verdict, department_id, enterprise_id, coalesce(ended_on, started_on) AS "on",
       evidence, evidence[1] || '.testing_days' AS missing
FROM held WHERE real AND tested NOT BETWEEN 0 AND elapsed
UNION ALL BY NAME
SELECT 'restraint-without-power' AS rule, 'flagged' AS verdict, department_id, enterprise_id, started_on AS "on", evidence FROM held WHERE real AND legal_basis IS NULL
UNION ALL BY NAME
SELECT 'restraint-revoked' AS rule, 'flagged' AS verdict, department_id, enterprise_id, coalesce(ended_on, started_on) AS "on", evidence FROM held WHERE revoked_as_unlawful;
