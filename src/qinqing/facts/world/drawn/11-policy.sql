-- Policies: heard before issue, explained after it, ended when they expire.
CREATE VIEW policy AS
WITH issued AS (
  SELECT i, i % bureaus() AS b, numbered('ZC', i) AS policy_id, policy_story(i) AS story,
    CASE policy_story(i)
      WHEN 'plain' THEN busy_day('policy', i, 0)
      WHEN 'issued-just-now' THEN workday(last_workday_no() - 1)
      ELSE workday(3 + draw('early policy', i, last_workday_no() - 100))
    END AS issued_on,
    pick('subject', i, getvariable('policy_subjects')) AS subject
  FROM range(getvariable('policies')) AS t(i)
)
SELECT *,
  CASE
    WHEN story = 'plain' THEN happens('affects', i, 70)
    WHEN story <> 'scope-unrecorded' THEN true
  END AS affects,
  CASE story
    WHEN 'used-the-day-after-its-end' THEN plus(issued_on, 60)
    WHEN 'reviewed-on-its-last-day' THEN plus(issued_on, 90)
    WHEN 'ended-yesterday' THEN plus(last_day(), -1)
    WHEN 'ends-today' THEN last_day()
    ELSE plus(issued_on, 400 + draw('term', i, 700))
  END AS expires_on
FROM issued;
