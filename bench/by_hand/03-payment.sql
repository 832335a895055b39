CREATE TABLE owing AS
SELECT p.payable_id, p.contract_id, p.delivered_on, p.term_days, p.agreed_annual_rate, c.department_id, c.official_id, c.enterprise_id, c.size_at_signing,
       greatest(p.amount_cny - coalesce(p.disputed_cny, 0), 0) AS owed_cny, coalesce(p.retention, FALSE) AS retention,
       coalesce(p.retention, FALSE) OR coalesce(c.size_at_signing = 'large', FALSE) AS as_agreed,
       greatest(coalesce(CASE WHEN as_agreed THEN p.term_days ELSE least(coalesce(p.term_days, 30), 60) END, 0), 0) AS allowed_days,
       CASE WHEN as_agreed AND p.term_days IS NULL THEN 'payables:' || p.payable_id || '.term_days'
            WHEN NOT as_agreed AND c.size_at_signing IS NULL THEN 'contracts:' || c.contract_id || '.size_at_signing' END AS missing
FROM payables AS p
JOIN contracts AS c ON c.contract_id = p.contract_id;

CREATE MACRO papers(payable_id, contract_id) AS ['contracts:' || contract_id, 'payables:' || payable_id];

INSERT INTO judged
SELECT 'term-over-limit', count(*) FROM owing WHERE term_days IS NOT NULL AND NOT retention AND coalesce(size_at_signing, '') <> 'large';
INSERT INTO finding BY NAME
SELECT 'term-over-limit' AS rule, CASE WHEN size_at_signing IS NULL THEN 'undetermined' ELSE 'flagged' END AS verdict, department_id, official_id,
       enterprise_id, delivered_on AS "on", term_days AS observed, 60 AS limit_, papers(payable_id, contract_id) AS evidence,
       CASE WHEN size_at_signing IS NULL THEN 'contracts:' || contract_id || '.size_at_signing' END AS missing
FROM owing
WHERE term_days > 60 AND NOT retention AND coalesce(size_at_signing, '') <> 'large';

-- Days and interest are reckoned only for what was not paid in full by the due day; what is missing matters only then.
CREATE TABLE fallen_due AS
SELECT payable_id, any_value(delivered_on + CAST(allowed_days AS INT)) AS due_on, any_value(owed_cny) AS owed_cny,
       coalesce(sum(m.amount_cny) FILTER (m.paid_on <= delivered_on + CAST(allowed_days AS INT)), 0) AS paid_cny
FROM owing AS o
LEFT JOIN payments AS m USING (payable_id)
WHERE judged_on() - delivered_on > allowed_days
GROUP BY payable_id;
CREATE TABLE late AS
SELECT o.*, f.due_on, f.paid_cny FROM owing AS o JOIN fallen_due AS f ON f.payable_id = o.payable_id AND f.owed_cny > f.paid_cny;
CREATE TABLE paid AS
SELECT payable_id, paid_on, amount_cny, payment_id
FROM payments
WHERE payable_id IN (SELECT payable_id FROM late);

CREATE TABLE interest AS  -- the balance at the end of each day on which it changes bears interest until the next
SELECT payable_id, min(open_cny) AS open_cny, min(day) FILTER (open_cny = 0) AS paid_off_on,
       sum(CAST(open_cny * 100 AS HUGEINT) * days * CAST(rate * 10000000000 AS HUGEINT)) AS earned, max(rate_days) AS rate_days,
       bool_or(open_cny > 0 AND days > 0 AND rate IS NULL) AS unrated
FROM (SELECT l.payable_id, t.day, greatest(l.owed_cny - sum(t.amount_cny) OVER w, 0) AS open_cny,
             coalesce(lead(t.day) OVER w, judged_on()) - t.day AS days,
             CASE WHEN l.agreed_annual_rate IS NULL THEN 0.0005 WHEN l.agreed_annual_rate >= 0 THEN TRY_CAST(l.agreed_annual_rate AS DECIMAL(12, 10)) END AS rate,
             CASE WHEN l.agreed_annual_rate IS NULL THEN 1 ELSE 365 END AS rate_days
      FROM late AS l
      JOIN (SELECT payable_id, day, sum(amount_cny) AS amount_cny
            FROM (SELECT payable_id, due_on AS day, paid_cny AS amount_cny FROM late
                  UNION ALL
                  SELECT p.payable_id, p.paid_on, p.amount_cny FROM paid AS p JOIN late AS l ON l.payable_id = p.payable_id AND p.paid_on > l.due_on)
            GROUP BY payable_id, day) AS t ON t.payable_id = l.payable_id
      WINDOW w AS (PARTITION BY l.payable_id ORDER BY t.day))
GROUP BY payable_id;

INSERT INTO judged SELECT 'payment-overdue', count(*) FROM fallen_due;
INSERT INTO finding BY NAME
WITH listed AS (SELECT payable_id, list('payments:' || payment_id) AS payments FROM paid GROUP BY payable_id)
SELECT 'payment-overdue' AS rule, CASE WHEN lacking IS NULL THEN 'flagged' ELSE 'undetermined' END AS verdict, department_id, official_id, enterprise_id,
       due_on + 1 AS "on", coalesce(paid_off_on, judged_on()) - delivered_on AS observed, CASE WHEN lacking IS NULL THEN allowed_days END AS limit_,
       CASE WHEN lacking IS NULL THEN open_cny + CAST((2 * earned + rate_days * 10000000000) // (2 * rate_days * 10000000000) AS DECIMAL(36, 0)) * 0.01 END AS amount_cny,
       list_sort(list_concat(papers(payable_id, contract_id), payments)) AS evidence, lacking AS missing
FROM (SELECT l.*, i.* EXCLUDE payable_id, p.payments, coalesce(l.missing, CASE WHEN i.unrated THEN 'payables:' || l.payable_id || '.agreed_annual_rate' END) AS lacking
      FROM late AS l JOIN interest AS i USING (payable_id) LEFT JOIN listed AS p USING (payable_id));
DROP TABLE owing;
DROP TABLE fallen_due;
