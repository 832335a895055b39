-- Three in four violations on record lead to a case, filed by the section that found it, mostly enforcement; decided within weeks, or still open.
-- The others are let off with a word: a first, slight one, put right at once.
CREATE VIEW penalty AS
WITH filed AS (
  SELECT *,
    CASE story
      WHEN 'case-on-last-day-after-research' THEN plus(on_, getvariable('disguise_days'))
      WHEN 'case-a-day-too-late-after-research' THEN plus(on_, getvariable('disguise_days') + 1)
      ELSE workday_from(plus(on_, 1 + CASE WHEN on_ = first_day() THEN 0 ELSE draw('filed', n, 4) END)) -- so that cases reach back as far as visits do
    END AS filed_on
  FROM inspection
  WHERE result = 'violation' AND NOT (story = 'plain' AND happens('let off', n, let_off_percent(b, section, e, n)))
), decided AS (
  SELECT *,
    unless_ahead(CASE story
      WHEN 'fine-undecided-too-long' THEN NULL
      WHEN 'fine-on-last-day' THEN plus(filed_on, getvariable('case_days'))
      WHEN 'fine-a-day-too-late' THEN plus(filed_on, getvariable('case_days') + 1)
      ELSE workday_from(plus(filed_on, between_('case', n, 12, 75)))
    END) AS decided_on
  FROM filed
  WHERE filed_on <= last_day()
), weighed AS (
  SELECT *, coalesce(story = 'plain' AND is_squeezed(b, section, decided_on), false) AS squeezed FROM decided
)
SELECT
  'CF' || substr(inspection_id, 3) AS penalty_id, n, e, b, section, story, on_, violation, filed_on, decided_on, squeezed,
  CASE
    WHEN story LIKE 'closure-%' THEN 'closure'
    WHEN story NOT LIKE 'fine-%' AND NOT squeezed AND happens('warned', n, 35) THEN 'warning'
    ELSE 'fine'
  END AS kind,
  CASE
    WHEN story = 'fine-between-two-thresholds' THEN true
    WHEN is_case(story) THEN false
    ELSE ownership_of(e) = 'individual'
  END AS is_individual
FROM weighed;
