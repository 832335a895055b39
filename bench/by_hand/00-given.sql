-- Written by hand for DuckDB: what the rules ask, as fast as we know to ask it of facts that are whole. Values and the
-- day judged are written out; no law is read, nothing is checked, nothing is said. The tables lie in the folder's Parquet.
CREATE MACRO judged_on() AS DATE '2026-10-30';
-- A time is stored as an instant; the county is eight hours ahead. Reckoned with whole numbers: no time zone is looked up.
CREATE MACRO county(instant) AS make_timestamp(epoch_us(instant) + 28800000000);
CREATE MACRO day_of(instant) AS CAST(county(instant) AS DATE);

CREATE TABLE finding (
  rule VARCHAR, verdict VARCHAR, department_id VARCHAR, official_id VARCHAR, enterprise_id VARCHAR, "on" DATE,
  observed VARCHAR, limit_ VARCHAR, amount_cny DECIMAL(38, 2), evidence VARCHAR[], path VARCHAR[], missing VARCHAR);
CREATE TABLE judged (rule VARCHAR, units BIGINT);

CREATE TABLE due AS  -- the last day on which n working days have not passed
SELECT s.day, w.n, e.day AS due_on
FROM calendar AS s
CROSS JOIN (VALUES (1), (3), (5), (7), (20)) AS w(n)
JOIN calendar AS e ON e.is_workday AND e.workday_no = s.workday_no + w.n
WHERE s.day >= DATE '2020-01-01';

CREATE TABLE desk AS SELECT official_id, department_id, post, leader, since, until FROM officials;

-- Firms stand as numbers wherever many rows are compared by them.
CREATE TABLE firm AS
SELECT CAST(row_number() OVER () AS INT) AS firm_no, enterprise_id, ownership, size, left(region, 4) AS city, credit_class FROM enterprises;
