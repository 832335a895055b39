SELECT
  numbered('CN', i) AS commitment_id,
  department_id(b, 1) AS department_id,
  enterprise_id(e) AS enterprise_id,
  official_id(leader) AS official_id,
  pick('form', i, ['contract', 'document', 'minutes', 'oral']) AS form,
  CASE story WHEN 'promise-perhaps-unlawful' THEN NULL ELSE story <> 'unlawful-promise-left' END AS lawful,
  made_on,
  plus(made_on, days) AS due_on,
  CASE
    WHEN story = 'plain' THEN unless_ahead(plus(made_on, days - draw('fulfilled', i, days)))
    WHEN story = 'promise-kept-a-day-late' THEN plus(made_on, days + 1)
  END AS fulfilled_on,
  CASE WHEN story LIKE 'withdrawn-%' THEN plus(made_on, 30) END AS withdrawn_on,
  CASE
    WHEN story = 'withdrawn-by-the-new-leader' THEN 'leadership_change'
    WHEN story = 'withdrawn-after-reorganisation' THEN 'reorganisation'
    WHEN story = 'withdrawn-for-another-reason' THEN 'other'
    WHEN story LIKE 'withdrawn-%' THEN 'public_interest'
  END AS withdrawal_reason,
  CASE story
    WHEN 'withdrawn-and-made-good-on-last-day' THEN plus(made_on, 30 + getvariable('compensation_days'))
    WHEN 'withdrawn-and-made-good-a-day-late' THEN plus(made_on, 31 + getvariable('compensation_days'))
  END AS compensated_on
FROM commitment
