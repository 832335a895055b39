SELECT
  numbered('ZT', i) AS pause_id, application_id,
  pick('ground', i, ['expert_review', 'expert_review', 'testing', 'appraisal', 'hearing']) AS ground,
  workday(accepted_no + 1) AS started_on,
  workday(accepted_no + 1 + paused) AS ended_on
FROM application
WHERE paused > 0
