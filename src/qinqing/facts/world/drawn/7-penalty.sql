-- One case per violation on record, filed by the section that found it, mostly enforcement; decided within weeks, or still open.
CREATE VIEW penalty AS
SELECT
  'CF' || substr(inspection_id, 3) AS penalty_id, n, e, b, section, on_, violation,
  filed_on,
  unless_ahead(workday_from(plus(filed_on, between_('case', n, 12, 75)))) AS decided_on,
  CASE WHEN happens('warned', n, 35) THEN 'warning' ELSE 'fine' END AS kind,
  ownership_of(e) = 'individual' AS is_individual
FROM (
  SELECT *,
    CASE story
      WHEN 'case-on-last-day-after-research' THEN plus(on_, getvariable('disguise_days'))
      WHEN 'case-a-day-too-late-after-research' THEN plus(on_, getvariable('disguise_days') + 1)
      ELSE workday_from(plus(on_, 1 + draw('filed', n, 4)))
    END AS filed_on
  FROM inspection
  WHERE result = 'violation'
)
WHERE filed_on <= last_day();
