-- Policies: heard before issue, explained after it, ended when they expire.
CREATE VIEW policy AS
SELECT
  i, i % bureaus() AS b, numbered('ZC', i) AS policy_id,
  busy_day('policy', i, 0) AS issued_on,
  happens('affects', i, 70) AS affects,
  pick('subject', i, getvariable('policy_subjects')) AS subject,
  400 + draw('term', i, 700) AS term_days
FROM range(bureaus() * getvariable('world_years') * 8) AS t(i);
