-- Meetings during the county's contact hours; one in ten in the evening, reported the next working day.
CREATE VIEW contact AS
WITH met AS (
  SELECT i, any_staff('contact', i) AS o, contact_story(i) AS story, happens('late', i, 10) AS late,
    CASE contact_story(i)
      WHEN 'plain' THEN busy_day('contact', i, 0)
      WHEN 'day-off-unreported' THEN getvariable('days_off')[1 + draw('day off', i, len(getvariable('days_off')))]
      WHEN 'evening-just-now' THEN workday(last_workday_no())
      ELSE busy_day('contact', i, 20)
    END AS on_
  FROM range(getvariable('contacts')) AS t(i)
)
SELECT *, any_firm('contacted', i, bureau_of(o)) AS e,
  CASE story WHEN 'plain' THEN happens('pending', i, 40) ELSE story <> 'evening-without-a-matter' END AS matter_pending,
  CASE
    WHEN story LIKE 'evening-%' OR (story = 'plain' AND late) THEN getvariable('closing_minute') + 60 + draw('evening', i, 120)
    WHEN story LIKE 'minute-before-opening-%' THEN getvariable('opening_minute') - 1
    WHEN story LIKE 'minute-of-opening-%' THEN getvariable('opening_minute')
    WHEN story LIKE 'minute-of-closing-%' THEN getvariable('closing_minute')
    ELSE 540 + draw('hour', i, 450)
  END AS minute,
  CASE
    WHEN story = 'evening-reported-a-day-late' THEN workdays_after(on_, getvariable('contact_report_workdays') + 1)
    WHEN story = 'evening-reported-on-last-workday' THEN workdays_after(on_, getvariable('contact_report_workdays'))
    WHEN story = 'plain' AND late THEN workdays_after(on_, 1)
  END AS reported_on
FROM met;
