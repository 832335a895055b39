-- Three in four violations on record lead to a case, filed by the section that found it, mostly enforcement; decided within weeks, or still open.
-- The others are let off with a word: a first, slight one, put right at once.
CREATE VIEW penalty AS
SELECT
  'CF' || substr(inspection_id, 3) AS penalty_id, n, e, b, section, story, on_, violation,
  filed_on,
  unless_ahead(CASE story
    WHEN 'fine-undecided-too-long' THEN NULL
    WHEN 'fine-on-last-day' THEN plus(filed_on, getvariable('case_days'))
    WHEN 'fine-a-day-too-late' THEN plus(filed_on, getvariable('case_days') + 1)
    ELSE workday_from(plus(filed_on, between_('case', n, 12, 75)))
  END) AS decided_on,
  CASE
    WHEN story LIKE 'closure-%' THEN 'closure'
    WHEN story NOT LIKE 'fine-%' AND happens('warned', n, 35) THEN 'warning'
    ELSE 'fine'
  END AS kind,
  CASE
    WHEN story = 'fine-between-two-thresholds' THEN true
    WHEN is_case(story) THEN false
    ELSE ownership_of(e) = 'individual'
  END AS is_individual
FROM (
  SELECT *,
    CASE story
      WHEN 'case-on-last-day-after-research' THEN plus(on_, getvariable('disguise_days'))
      WHEN 'case-a-day-too-late-after-research' THEN plus(on_, getvariable('disguise_days') + 1)
      ELSE workday_from(plus(on_, 1 + draw('filed', n, 4)))
    END AS filed_on
  FROM inspection
  WHERE result = 'violation' AND NOT (story = 'plain' AND happens('let off', n, 25))
)
WHERE filed_on <= last_day();
