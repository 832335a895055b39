SELECT
  numbered('ZT', i) AS pause_id, application_id,
  CASE WHEN story IN ('paused-without-ground', 'still-paused-without-ground') THEN 'other'
    ELSE pick('ground', i, ['expert_review', 'expert_review', 'testing', 'appraisal', 'hearing']) END AS ground,
  workday(accepted_no + 1) AS started_on,
  CASE WHEN story <> 'still-paused-without-ground' THEN workday(accepted_no + 1 + paused) END AS ended_on
FROM application
WHERE paused > 0
