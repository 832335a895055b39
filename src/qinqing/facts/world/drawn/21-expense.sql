-- What the office and its officials spend, and planted ones that a firm pays.
CREATE VIEW expense AS
SELECT *, any_firm('paying', i, bureau_of(o)) AS e,
  CASE
    WHEN story <> 'plain' THEN 'enterprise'
    WHEN happens('own expense', i, 25) THEN 'official'
    ELSE 'department'
  END AS payer,
  CASE story
    WHEN 'meal-passed-to-a-firm' THEN 'meal'
    WHEN 'car-paid-by-a-firm' THEN 'vehicle'
    ELSE pick('expense', i, ['meal', 'travel', 'vehicle', 'lodging', 'office', 'office', 'other'])
  END AS kind
FROM (SELECT i, any_staff('spender', i) AS o, expense_story(i) AS story FROM range(getvariable('expenses')) AS t(i));
