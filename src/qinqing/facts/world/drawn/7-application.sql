-- One row per application, counted in working days from the first day of the world: received, accepted, paused, due, decided.
CREATE VIEW application AS
WITH brought AS (
  SELECT
    i, i % bureaus() AS b, application_story(i) AS story,
    any_firm('applicant', i, i % bureaus()) AS e,
    staff(i % bureaus(), 3, leaning('handler', i, staff_count(3))) AS handler
  FROM range(getvariable('applications')) AS t(i)
), asked AS (
  SELECT *, pick('item', i, CASE WHEN asks_for_long_items(b, handler, e) THEN long_items() ELSE getvariable('items') END) AS item
  FROM brought
), received AS (
  SELECT *,
    CASE story
      WHEN 'plain' THEN busy_workday_no('received', i, last_workday_no() - 16)
      WHEN 'open-past-promise' THEN last_workday_no() - item.promised - 3
      WHEN 'promised-for-today' THEN last_workday_no() - item.promised - 1
      WHEN 'never-answered' THEN last_workday_no() - 10
      WHEN 'not-answered-yet' THEN last_workday_no() - 3
      WHEN 'still-paused-without-ground' THEN last_workday_no() - 12
      ELSE 3 + draw('received early', i, last_workday_no() - 100)
    END AS received_no,
    story IN ('noticed-a-day-late', 'noticed-on-fifth-workday', 'corrected-twice', 'corrected-twice-in-a-day')
      OR (story = 'plain' AND happens('correction', i, 15)) AS corrected
  FROM asked
), noticed AS (
  SELECT *,
    CASE
      WHEN story = 'noticed-a-day-late' THEN received_no + getvariable('notice_workdays') + 1
      WHEN story = 'noticed-on-fifth-workday' THEN received_no + getvariable('notice_workdays')
      WHEN corrected THEN received_no + between_('notice', i, 1, getvariable('notice_workdays') - 1)
    END AS notice_no
  FROM received
), accepted AS (
  SELECT *,
    CASE
      WHEN corrected THEN notice_no + between_('completed', i, 2, 8)
      WHEN story = 'accepted-a-day-late' THEN received_no + getvariable('notice_workdays') + 1
      WHEN story IN ('accepted-on-fifth-workday', 'declined-on-fifth-workday') THEN received_no + getvariable('notice_workdays')
      WHEN story <> 'plain' THEN received_no + 1
      ELSE received_no + draw('accepted', i, 3)
    END AS accepted_no,
    CASE
      WHEN story = 'long-pause' THEN 15 + draw('pause', i, 6)
      WHEN story = 'still-paused-without-ground' THEN 10
      WHEN story = 'paused-without-ground' THEN 5 + draw('pause', i, 11)
      WHEN story = 'plain' AND received_no < last_workday_no() - 60 AND happens('paused', i, 8) THEN 5 + draw('pause', i, 11)
      ELSE 0
    END AS paused
  FROM noticed
), due AS (
  SELECT *,
    accepted_no + item.promised + paused AS promised_no,
    accepted_no + getvariable('decision_workdays') + paused AS due_no,
    CASE WHEN item.engineering AND workday(received_no) <= getvariable('merged_on') THEN 8 ELSE 3 END AS section
  FROM accepted
)
SELECT *,
  CASE story
    WHEN 'declined-on-fifth-workday' THEN accepted_no
    WHEN 'promise-missed-by-a-day' THEN promised_no + 1
    WHEN 'decided-on-statutory-day' THEN due_no
    WHEN 'statute-missed-by-a-day' THEN due_no + 1
    WHEN 'statute-missed-by-far' THEN due_no + between_('late', i, 5, 30)
    WHEN 'unpromised-and-late' THEN due_no + between_('late', i, 2, 9)
    WHEN 'no-due-day' THEN accepted_no + between_('late', i, 10, 40)
    WHEN 'decided-on-promised-day' THEN promised_no
    WHEN 'unpromised-on-statutory-day' THEN due_no
    WHEN 'long-pause' THEN promised_no
    WHEN 'withdrawn-late' THEN due_no + 3
    WHEN 'open-past-promise' THEN NULL
    WHEN 'open-past-statute' THEN NULL
    WHEN 'promised-for-today' THEN NULL
    WHEN 'never-answered' THEN NULL
    WHEN 'not-answered-yet' THEN NULL
    WHEN 'still-paused-without-ground' THEN NULL
    ELSE CASE
      WHEN waits_longest(b, section, handler, e) THEN promised_no
      ELSE accepted_no + paused + between_('work', i, 1 + (paused > 0)::BIGINT, item.promised)
    END
  END AS decided_no,
  numbered('SQ', i) AS application_id
FROM due;
