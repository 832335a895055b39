-- A missing thing is one row, however many units it touches: what all of them share, and the first facts.
CREATE MACRO shared(x) AS CASE WHEN count(x) = count(*) AND min(x) = max(x) THEN min(x) END;
CREATE TABLE result AS
SELECT rule, verdict, department_id, official_id, enterprise_id, "on", observed, limit_ AS "limit", amount_cny, evidence, path FROM finding WHERE missing IS NULL
UNION ALL
SELECT rule, 'undetermined', shared(department_id), shared(official_id), shared(enterprise_id), min("on"), shared(observed), shared(limit_), shared(amount_cny),
       list_sort(list_distinct(flatten(list(evidence))))[1:20], any_value(path)
FROM finding
WHERE missing IS NOT NULL
GROUP BY rule, missing;
