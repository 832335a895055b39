-- Fines stay within their band; a hearing is offered and the legal section reviews before every one of them.
SELECT
  penalty_id,
  enterprise_id(e) AS enterprise_id,
  CASE WHEN is_individual THEN 'individual_business' ELSE 'entity' END AS party_kind,
  department_id(b, section) AS department_id,
  official_id(staff(b, section, draw('case officer', n, staff_count(section)))) AS official_id,
  violation, kind, filed_on, decided_on,
  yuan(fen) AS amount_cny,
  yuan(CASE kind WHEN 'warning' THEN 0 ELSE low_fen END) AS band_low_cny,
  yuan(CASE kind WHEN 'warning' THEN 0 ELSE low_fen * 5 END) AS band_high_cny,
  CASE WHEN kind = 'fine' AND decided_on IS NOT NULL THEN plus(decided_on, -between_('review', n, 1, 4)) END AS legal_review_on,
  kind = 'fine' AS hearing_offered,
  CASE kind WHEN 'fine' THEN 'required' ELSE 'not_required' END AS publication,
  CASE kind WHEN 'fine' THEN unless_ahead(workdays_after(decided_on, days_to_publish)) END AS published_on
FROM (
  SELECT *,
    CASE kind WHEN 'warning' THEN 0 ELSE low_fen + draw('amount', n, low_fen * 4) END AS fen,
    1 + draw('published', n, getvariable('publish_penalty_workdays') - 1) AS days_to_publish
  FROM (SELECT *, CASE WHEN is_individual THEN 20000 ELSE 100000 + draw('band', n, 9) * 100000 END AS low_fen FROM penalty)
)
