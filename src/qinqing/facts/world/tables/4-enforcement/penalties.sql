-- Fines stay within their band; a hearing is offered and the legal section reviews before every one of them.
SELECT
  penalty_id,
  enterprise_id(e) AS enterprise_id,
  CASE WHEN is_individual THEN 'individual_business' ELSE 'entity' END AS party_kind,
  department_id(b, section) AS department_id,
  official_id(staff(b, section, draw('case officer', n, staff_count(section)))) AS official_id,
  violation, kind, filed_on, decided_on,
  yuan(fen) AS amount_cny,
  CASE WHEN story <> 'fine-without-band' THEN yuan(low_fen) END AS band_low_cny,
  CASE WHEN story <> 'fine-without-band' THEN yuan(low_fen * 5) END AS band_high_cny,
  CASE story WHEN 'fine-above-band-with-reason' THEN '情节严重，经集体讨论（示例）' END AS departure_reason,
  CASE
    WHEN kind = 'warning' OR decided_on IS NULL OR story IN ('fine-without-review', 'fine-below-hearing') THEN NULL
    WHEN story = 'fine-reviewed-that-day' THEN decided_on
    WHEN story = 'fine-reviewed-the-day-after' THEN plus(decided_on, 1)
    ELSE plus(decided_on, -between_('review', n, 1, 4))
  END AS legal_review_on,
  kind <> 'warning' AND story NOT IN
    ('fine-without-hearing', 'closure-without-hearing', 'fine-below-hearing', 'fine-between-two-thresholds') AS hearing_offered,
  CASE kind WHEN 'fine' THEN 'required' ELSE 'not_required' END AS publication,
  CASE WHEN kind = 'fine' THEN unless_ahead(workdays_after(decided_on, days_to_publish)) END AS published_on
FROM (
  SELECT *,
    CASE
      WHEN story IN ('fine-without-hearing', 'fine-without-review', 'fine-reviewed-the-day-after') THEN getvariable('hearing_cny') * 100
      WHEN story = 'fine-below-hearing' THEN getvariable('hearing_cny') * 100 - 1
      WHEN story IN ('fine-above-band', 'fine-above-band-with-reason') THEN low_fen * 5 + 1
      WHEN squeezed OR story = 'fine-at-top-of-band' THEN low_fen * 5
      WHEN story = 'fine-below-band' THEN low_fen - 1
      WHEN low_fen = 0 THEN 0
      ELSE low_fen + draw('amount', n, low_fen * 4)
    END AS fen,
    CASE story
      WHEN 'fine-never-published' THEN NULL
      WHEN 'fine-published-on-last-workday' THEN getvariable('publish_penalty_workdays')
      WHEN 'fine-published-a-day-late' THEN getvariable('publish_penalty_workdays') + 1
      ELSE 1 + draw('published', n, getvariable('publish_penalty_workdays') - 1)
    END AS days_to_publish
  FROM (
    SELECT *,
      CASE
        WHEN kind <> 'fine' THEN 0
        WHEN story IN ('fine-without-hearing', 'fine-without-review', 'fine-reviewed-the-day-after', 'fine-below-hearing')
          THEN getvariable('hearing_cny') * 25 -- a band that ends above the threshold
        WHEN story = 'fine-between-two-thresholds' THEN getvariable('hearing_person_cny') * 100
        WHEN is_individual THEN 20000
        ELSE 100000 + draw('band', n, 9) * 100000
      END AS low_fen
    FROM penalty
  )
)
