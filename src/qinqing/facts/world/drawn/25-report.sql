-- Heard by the bureau's contact with the discipline organ, who handles no case himself; planted ones by somebody else.
CREATE VIEW report AS
WITH received AS (
  SELECT i, i % bureaus() AS b, report_story(i) AS story, any_firm('report', i, i % bureaus()) AS e,
    staff(i % bureaus(), 5, draw('reported', i, 99)) AS o
  FROM range(getvariable('reports')) AS t(i)
)
SELECT *, busy_day('report', i, 0) AS received_on,
  CASE
    WHEN story = 'heard-by-himself' THEN o
    WHEN story = 'heard-by-a-relative' THEN colleague_of(o)
    WHEN story = 'heard-by-a-colleague' THEN staff(b, 4, 0) -- who decides no tender and is nobody's planted kin
    WHEN story = 'plain' THEN official(b, officials_each() - 2)
  END AS handler
FROM received;
