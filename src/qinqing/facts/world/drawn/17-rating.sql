-- Six in ten rate what was decided, from a device of their own; a bad grade is called about on the next working day and put right within five.
CREATE VIEW rating AS
WITH rated AS (
  SELECT i, application_id, e, b, section, handler, story, is_pressed,
    CASE WHEN is_pressed THEN 5 WHEN story = 'plain' THEN pick('grade', i, [5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 2, 1]) ELSE 1 + draw('grade', i, 2) END AS grade,
    CASE WHEN story = 'plain' THEN happens('real name', i, 70) ELSE story <> 'rated-without-a-name' END AS real_name,
    CASE
      WHEN is_pressed AND stars_story(b) = 'top-grades-on-one-day' THEN workday(rating_day_no())
      ELSE plus(workday(decided_no), draw('rated', i, 4))
    END AS rated_on,
    CASE
      WHEN is_pressed AND stars_story(b) = 'top-grades-from-one-device' OR is_of_kiosk(b, i) THEN firms() + b
      ELSE e
    END AS device
  FROM (
    SELECT *, story = 'plain' AND is_pressed(b, section, i, decided_no) AS is_pressed
    FROM (
      SELECT * EXCLUDE (story), CASE WHEN decided_no <= last_workday_no() - 20 THEN rating_story(i) ELSE 'plain' END AS story
      FROM application
    )
  )
  WHERE decided_no IS NOT NULL AND (story <> 'plain' OR happens('rates', i, 60))
)
SELECT *, grade < 3 AND real_name AND story <> 'rated-by-mistake' AS followed_up
FROM rated
WHERE rated_on <= last_day();
