-- Problems firms raised with a leader: solved within thirty days, and the firm says so.
CREATE VIEW problem AS
WITH raised AS (
  SELECT i, problem_story(i) AS story, numbered('WT', i) AS problem_id,
    official(i % bureaus(), draw('problem taken by', i, 4)) AS o,
    any_firm('problem', i, i % bureaus()) AS e,
    CASE problem_story(i)
      WHEN 'plain' THEN busy_day('problem', i, 0)
      WHEN 'problem-due-today' THEN plus(last_day(), -30)
      ELSE busy_day('problem', i, 40)
    END AS raised_on
  FROM range(getvariable('problems')) AS t(i)
), due AS (
  SELECT *, plus(raised_on, 30) AS due_on FROM raised
)
SELECT *,
  CASE
    WHEN story = 'problem-solved-a-day-late' THEN plus(due_on, 1)
    WHEN story = 'problem-solved-on-due-day' THEN due_on
    WHEN story NOT IN ('problem-left-open', 'problem-due-today') THEN unless_ahead(plus(raised_on, between_('solved', i, 2, 30)))
  END AS resolved_on,
  CASE story
    WHEN 'problem-passed-around' THEN getvariable('transfers_max')
    WHEN 'problem-passed-on-once-less' THEN getvariable('transfers_max') - 1
    ELSE draw('problem transferred', i, 2)
  END AS transfers
FROM due;
