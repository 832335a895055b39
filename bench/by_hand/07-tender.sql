INSERT INTO judged SELECT 'bid-window-short', count(*) FROM tenders WHERE method = 'open';
INSERT INTO finding BY NAME
SELECT 'bid-window-short' AS rule, 'flagged' AS verdict, department_id, official_id, published_on AS "on", closes_on - published_on AS observed, 20 AS limit_,
       ['tenders:' || tender_id] AS evidence
FROM tenders
WHERE method = 'open' AND closes_on - published_on < 20;

INSERT INTO judged SELECT 'too-few-bidders', count(*) FROM tenders WHERE method IN ('open', 'invited') AND awarded_on IS NOT NULL;
INSERT INTO finding BY NAME
SELECT 'too-few-bidders' AS rule, 'flagged' AS verdict, t.department_id, t.official_id, t.winner_id AS enterprise_id, t.awarded_on AS "on",
       count(DISTINCT b.enterprise_id) FILTER (t.regime = 'tender_law' OR b.qualified) AS observed, 3 AS limit_,
       list_sort(list_concat(list(DISTINCT concat('bids:', tender_id, '/', b.enterprise_id, '/', b.amount_cny, '/', b.qualified)) FILTER (b.enterprise_id IS NOT NULL),
                             ['tenders:' || tender_id])) AS evidence
FROM tenders AS t
LEFT JOIN bids AS b USING (tender_id)
WHERE t.method IN ('open', 'invited') AND t.awarded_on IS NOT NULL
GROUP BY tender_id, t.department_id, t.official_id, t.winner_id, t.awarded_on
HAVING count(DISTINCT b.enterprise_id) FILTER (t.regime = 'tender_law' OR b.qualified) < 3;

-- Only contracts with another one near them can be parts of one purchase.
CREATE TABLE threshold AS
FROM (VALUES ('tender_law', 'works', 4000000.00), ('tender_law', 'goods', 2000000.00), ('tender_law', 'services', 1000000.00), ('procurement', 'works', 4000000.00),
             ('procurement', 'goods', 4000000.00), ('procurement', 'services', 4000000.00)) AS t(regime, category, threshold);
CREATE TABLE small AS
SELECT c.contract_id, c.department_id, c.enterprise_id, c.official_id, c.signed_on, c.amount_cny, t.threshold, 'contracts:' || c.contract_id AS contract,
       CASE WHEN c.regime IS NULL THEN 'regime' WHEN c.category = 'other' THEN 'category' END AS lacking,
       first_value(c.contract_id) OVER w AS lot, row_number() OVER w AS no,
       least(c.signed_on - lag(c.signed_on) OVER w, lead(c.signed_on) OVER w - c.signed_on) <= 90 AS near
FROM contracts AS c
LEFT JOIN threshold AS t ON t.regime = c.regime AND t.category = c.category
WHERE c.tender_id IS NULL AND (t.threshold IS NULL OR c.amount_cny < t.threshold)
WINDOW w AS (PARTITION BY c.department_id, c.enterprise_id, c.regime, c.category ORDER BY c.signed_on, c.contract_id);
CREATE TABLE reaching AS
SELECT lot, no, any_value(first_on) AS first_on, max(next_no) AS last_no, max(so_far) AS total_cny, min(signed_on) FILTER (so_far >= threshold) AS reached_on,
       list_sort(list(contract)) AS contracts, CASE WHEN min(official_id) = max(official_id) THEN min(official_id) END AS official_id
FROM (SELECT f.lot, f.no, f.signed_on AS first_on, f.threshold, n.no AS next_no, n.contract, n.official_id, n.signed_on,
             sum(n.amount_cny) OVER (PARTITION BY f.lot, f.no ORDER BY n.no) AS so_far
      FROM (FROM small WHERE near AND lacking IS NULL) AS f
      JOIN (FROM small WHERE near AND lacking IS NULL) AS n ON n.lot = f.lot AND n.no >= f.no AND n.signed_on <= f.signed_on + 90)
GROUP BY lot, no
HAVING bool_or(so_far >= threshold);
CREATE TABLE chain AS
WITH RECURSIVE chain AS (
  SELECT lot, min(no) AS no FROM reaching GROUP BY lot
  UNION ALL
  SELECT c.lot, (SELECT min(n.no) FROM reaching AS n WHERE n.lot = c.lot AND n.no > r.last_no) AS no
  FROM chain AS c
  JOIN reaching AS r USING (lot, no)
)
SELECT r.* FROM chain JOIN reaching AS r USING (lot, no);
INSERT INTO judged
SELECT 'tender-split', count(*) - (SELECT count(*) FROM chain AS c JOIN small AS s ON s.lot = c.lot AND s.no > c.no AND s.no <= c.last_no) FROM small;
INSERT INTO finding BY NAME
SELECT 'tender-split' AS rule, 'flagged' AS verdict, s.department_id, c.official_id, s.enterprise_id, c.reached_on AS "on", c.total_cny AS observed,
       s.threshold AS limit_, c.total_cny AS amount_cny, c.contracts AS evidence
FROM chain AS c
JOIN small AS s USING (lot, no)
UNION ALL BY NAME
SELECT 'tender-split' AS rule, 'undetermined' AS verdict, department_id, official_id, enterprise_id, signed_on AS "on", amount_cny AS observed,
       threshold AS limit_, [contract] AS evidence, contract || '.' || lacking AS missing
FROM small
WHERE near AND lacking IS NOT NULL;

DROP TABLE small;

CREATE TABLE changed AS
SELECT department_id, official_id, enterprise_id, withdrawn_on AS changed_on, withdrawal_reason AS reason, compensated_on, ['commitments:' || commitment_id] AS evidence
FROM commitments
WHERE withdrawn_on IS NOT NULL
UNION ALL
SELECT c.department_id, c.official_id, c.enterprise_id, h.changed_on, h.reason, h.compensated_on, ['contract_changes:' || h.change_id, 'contracts:' || c.contract_id]
FROM contract_changes AS h
JOIN contracts AS c USING (contract_id)
WHERE h.initiated_by = 'department';
INSERT INTO judged
SELECT unnest(['repudiation-after-handover', 'withdrawal-uncompensated']),
       unnest([count(*), count(*) FILTER (reason = 'public_interest' AND (compensated_on IS NOT NULL OR judged_on() > changed_on + 90))])
FROM changed;
INSERT INTO finding BY NAME
SELECT 'repudiation-after-handover' AS rule, 'flagged' AS verdict, department_id, official_id, enterprise_id, changed_on AS "on", evidence
FROM changed
WHERE reason IN ('leadership_change', 'reorganisation', 'post_change')
UNION ALL BY NAME
SELECT 'withdrawal-uncompensated' AS rule, 'flagged' AS verdict, department_id, official_id, enterprise_id, changed_on + 91 AS "on", compensated_on AS observed,
       changed_on + 90 AS limit_, evidence
FROM changed
WHERE reason = 'public_interest' AND coalesce(compensated_on, judged_on()) > changed_on + 90;

INSERT INTO finding BY NAME
SELECT 'commitment-unfulfilled' AS rule, CASE WHEN lawful THEN 'flagged' ELSE 'undetermined' END AS verdict, department_id, official_id, enterprise_id,
       due_on + 1 AS "on", due_on AS limit_, ['commitments:' || commitment_id] AS evidence,
       CASE WHEN lawful IS NULL THEN 'commitments:' || commitment_id || '.lawful' END AS missing
FROM commitments
WHERE lawful IS NOT FALSE AND least(fulfilled_on, withdrawn_on) IS NULL AND judged_on() > due_on;
INSERT INTO judged
SELECT 'commitment-unfulfilled', count(*) FROM commitments WHERE lawful IS NOT FALSE AND (least(fulfilled_on, withdrawn_on) IS NOT NULL OR judged_on() > due_on);
