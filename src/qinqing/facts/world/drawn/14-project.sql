-- Building projects: the shelter is built as due, or built elsewhere against a fee that is paid before the permit.
CREATE VIEW project AS
WITH offered AS (
  SELECT i, i % bureaus() AS b, numbered('XM', i) AS project_id, any_firm('project', i, i % bureaus()) AS e, project_story(i) AS story,
    CASE project_story(i)
      WHEN 'plain' THEN busy_day('project', i, 0)
      WHEN 'fee-due-today' THEN NULL
      ELSE busy_day('project', i, 70)
    END AS offered_on,
    (400 + draw('due area', i, 80) * 50)::DOUBLE AS due_m2,
    CASE WHEN project_story(i) = 'plain' THEN happens('offsite', i, 25) ELSE project_story(i) NOT LIKE 'built-%' END AS is_offsite
  FROM range(getvariable('projects')) AS t(i)
), approved AS (
  SELECT *, round(due_m2 * 0.4) AS short_m2,
    CASE WHEN story = 'fee-due-today' THEN plus(last_day(), -20) ELSE workday_from(plus(offered_on, 12)) END AS approved_on
  FROM offered
), paid AS (
  SELECT *,
    CASE WHEN story IN ('fee-unpaid', 'fee-due-today') THEN NULL ELSE plus(approved_on, between_('fee paid', i, 3, 12)) END AS paid_on,
    CASE story WHEN 'plain' THEN happens('relieved', i, 12) ELSE story LIKE 'relieved-%' END AS relieved
  FROM approved
)
SELECT *,
  CASE
    WHEN story LIKE 'fee-%' THEN NULL
    WHEN story = 'permit-the-day-before-payment' THEN plus(paid_on, -1)
    WHEN story = 'permit-on-day-of-payment' THEN paid_on
    ELSE workday_from(plus(offered_on, CASE WHEN is_offsite THEN 40 ELSE 15 END))
  END AS permit_on,
  CASE
    WHEN is_offsite THEN due_m2 - short_m2
    WHEN story = 'built-a-metre-short' THEN due_m2 - 1
    WHEN story = 'built-just-enough' THEN due_m2
    WHEN story <> 'built-area-unrecorded' THEN due_m2 + 10 * draw('more built', i, 5)
  END AS built_m2,
  short_m2::BIGINT * 150000 // CASE WHEN relieved THEN 2 ELSE 1 END AS due_fen
FROM paid;
