-- Policies: heard before issue, explained after it, ended when they expire.
CREATE VIEW policy AS
SELECT
  i, i % bureaus() AS b, numbered('ZC', i) AS policy_id,
  busy_day('policy', i, 0) AS issued_on,
  happens('affects', i, 70) AS affects,
  pick('subject', i, ['稳岗补助', '技改奖励', '易地建设费缓缴', '用地服务', '平时使用租金减免', '信用修复指引', '招才引智', '绿色防护材料推广']) AS subject,
  400 + draw('term', i, 700) AS term_days
FROM range(bureaus() * getvariable('world_years') * 8) AS t(i);
