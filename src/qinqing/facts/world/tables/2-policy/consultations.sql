SELECT
  policy_id,
  plus(issued_on, -getvariable('consultation_days') - 12) AS opened_on,
  plus(issued_on, -8) AS closed_on,
  3 + draw('heard', i, 40) AS enterprises_heard,
  happens('clustered', i, 30) AS opinions_clustered,
  CASE WHEN happens('clustered', i, 30) THEN plus(issued_on, -2) END AS answered_on
FROM policy
WHERE affects
