-- Two inspectors, sometimes three, never the same person twice.
SELECT inspection_id, official_id(inspector(b, nth_of_team(n, nth))) AS official_id
FROM (
  SELECT b, n, inspection_id, unnest(range(CASE story
    WHEN 'nobody-recorded' THEN 0
    WHEN 'sent-alone' THEN 1
    ELSE team_size(n)
  END)) AS nth
  FROM inspection
)
