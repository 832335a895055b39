SELECT
  'CS' || substr(penalty_id, 3) AS restraint_id,
  enterprise_id(e) AS enterprise_id,
  department_id(b, section) AS department_id,
  CASE WHEN is_held(story) THEN pick('restraint', n, ['seal', 'seize', 'freeze']) ELSE pick('restraint', n, ['seal', 'seize', 'stop_work']) END AS kind,
  CASE WHEN story <> 'held-without-basis' THEN '法律条文（示例）' END AS legal_basis,
  filed_on AS started_on,
  CASE story
    WHEN 'held-longer-than-extended' THEN plus(filed_on, getvariable('restraint_days') - 5)
    WHEN 'held-to-the-extended-end' THEN plus(filed_on, getvariable('restraint_days'))
    WHEN 'held-extended-too-late' THEN plus(filed_on, getvariable('restraint_days') + 1)
  END AS extended_on,
  CASE story WHEN 'held-while-tested' THEN 12 END AS testing_days,
  unless_ahead(CASE story
    WHEN 'held-a-day-too-long' THEN plus(filed_on, getvariable('restraint_days') + 1)
    WHEN 'held-longer-than-extended' THEN plus(filed_on, getvariable('restraint_days') + getvariable('restraint_more_days') + 1)
    WHEN 'held-to-the-extended-end' THEN plus(filed_on, getvariable('restraint_days') + getvariable('restraint_more_days'))
    WHEN 'held-extended-too-late' THEN plus(filed_on, getvariable('restraint_days') + 20)
    WHEN 'held-to-the-last-day' THEN plus(filed_on, getvariable('restraint_days'))
    WHEN 'held-while-tested' THEN plus(filed_on, getvariable('restraint_days') + 12)
    WHEN 'held-to-this-day' THEN NULL
    ELSE plus(filed_on, between_('restrained', n, 3, getvariable('restraint_days')))
  END) AS ended_on,
  story = 'held-and-revoked' AS revoked_as_unlawful
FROM penalty
WHERE is_held(story) OR happens('restrained at all', n, 8)
