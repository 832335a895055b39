-- Appeals: answered within fifteen working days, passed on once at most.
CREATE VIEW appeal AS
WITH received AS (
  SELECT i, i % bureaus() AS b, appeal_story(i) AS story, numbered('SU', i) AS appeal_id,
    [1, 3, 4, 5, 6][draw('appealed to', i, 5) + 1] AS section,
    staff(i % bureaus(), 1, draw('appeal taken by', i, 9)) AS handler,
    any_firm('appeal', i, i % bureaus()) AS e,
    CASE appeal_story(i)
      WHEN 'plain' THEN busy_day('appeal', i, 0)
      WHEN 'appeal-due-today' THEN workday(last_workday_no() - 15)
      ELSE busy_day('appeal', i, 40)
    END AS received_on
  FROM range(getvariable('appeals')) AS t(i)
), due AS (
  SELECT *, workdays_after(received_on, 15) AS due_on FROM received
)
SELECT *,
  CASE
    WHEN story = 'appeal-answered-a-day-late' THEN plus(due_on, 1)
    WHEN story = 'appeal-answered-on-due-day' THEN due_on
    WHEN story NOT IN ('appeal-left-open', 'appeal-due-today')
      THEN unless_ahead(workdays_after(received_on, between_('answered', i, 2, 15)))
  END AS answered_on,
  CASE story
    WHEN 'appeal-passed-around' THEN getvariable('transfers_max')
    WHEN 'appeal-passed-on-once-less' THEN getvariable('transfers_max') - 1
    ELSE draw('appeal transferred', i, 2)
  END AS transfers
FROM due;

-- Appeals after which the enforcement section comes to see the firm; in a look-alike story it has been there before as well.
CREATE VIEW provoked AS
SELECT i, e, b, section, nth, plus(received_on, [2, -60][nth + 1]) AS starts
FROM (SELECT *, unnest(range(CASE paid_back_story(b) WHEN 'visits-whoever-complains' THEN 1 WHEN 'visits-them-before-and-after' THEN 2 ELSE 0 END)) AS nth
  FROM appeal WHERE section = 5)
WHERE received_on BETWEEN plus(first_day(), 70) AND plus(last_day(), -70);
