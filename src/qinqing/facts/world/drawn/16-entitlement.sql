-- Firms entitled under each policy while it lasts; a story is told of those whose day lies behind.
CREATE VIEW entitlement AS
WITH entitled AS (
  SELECT i * 1000000 + nth AS g, policy_id, story AS policy_story, b, nth, issued_on, expires_on,
    CASE WHEN issued_on <= plus(last_day(), -130) THEN benefit_story(i * getvariable('entitlements_each') + nth) ELSE 'too late' END AS own_story,
    any_firm('entitled firm', i * 1000000 + nth, b) AS e, 500000 + draw('entitled to', i * 1000000 + nth, 200) * 50000 AS fen
  FROM (SELECT *, unnest(range(getvariable('entitlements_each'))) AS nth FROM policy)
), told AS (
  SELECT *,
    CASE
      WHEN own_story = 'too late' THEN 'plain'
      WHEN own_story = 'plain' AND is_kept_back(b, e, g) THEN 'support-kept-back'
      ELSE own_story
    END AS story
  FROM entitled
), dated AS (
  SELECT *,
    CASE
      WHEN policy_story = 'used-the-day-after-its-end' AND nth = 0 THEN plus(expires_on, 1)
      WHEN story <> 'plain' THEN plus(issued_on, 10 + draw('entitled', g, 40))
      ELSE plus(issued_on, 10 + draw('entitled', g, least(300, expires_on - issued_on - 9)))
    END AS entitled_on
  FROM told
), due AS (
  SELECT *, CASE story WHEN 'support-due-today' THEN last_day() ELSE plus(entitled_on, 60) END AS due_on
  FROM dated
  WHERE entitled_on <= last_day()
)
SELECT *,
  CASE
    WHEN story = 'plain' THEN unless_ahead(plus(entitled_on, between_('paid out', g, 5, 60)))
    WHEN story = 'support-a-day-late' THEN plus(due_on, 1)
    WHEN story = 'support-paid-on-due-day' THEN due_on
    WHEN story NOT IN ('support-unpaid', 'support-kept-back', 'support-due-today') THEN plus(due_on, -3)
  END AS paid_on,
  CASE story
    WHEN 'support-a-yuan-short' THEN fen - 100
    WHEN 'support-overpaid' THEN fen + 100
    WHEN 'support-paid-sum-unrecorded' THEN NULL
    ELSE fen
  END AS paid_fen
FROM due;
