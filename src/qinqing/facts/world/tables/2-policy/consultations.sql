SELECT
  policy_id,
  plus(closed_on, -CASE story
    WHEN 'consulted-a-day-short' THEN getvariable('consultation_days') - 1
    WHEN 'consulted-just-long-enough' THEN getvariable('consultation_days')
    ELSE getvariable('consultation_days') + 4
  END) AS opened_on,
  closed_on,
  3 + draw('heard', i, 40) AS enterprises_heard,
  clustered AS opinions_clustered,
  CASE WHEN clustered THEN plus(issued_on, CASE story
    WHEN 'answered-the-day-after-issue' THEN 1
    WHEN 'answered-on-day-of-issue' THEN 0
    ELSE -2
  END) END AS answered_on
FROM (
  SELECT *, CASE story WHEN 'consulted-just-long-enough' THEN issued_on ELSE plus(issued_on, -8) END AS closed_on,
    story IN ('answered-the-day-after-issue', 'answered-on-day-of-issue') OR happens('clustered', i, 30) AS clustered
  FROM policy
)
WHERE affects AND story <> 'never-consulted'
