-- Two inspectors, sometimes three, never the same person twice.
SELECT inspection_id, official_id(nth_inspector(b, draw('first inspector', n, 1000003) + nth)) AS official_id
FROM (
  SELECT b, n, inspection_id, unnest(range(CASE story
    WHEN 'nobody-recorded' THEN 0
    WHEN 'sent-alone' THEN 1
    ELSE 2 + happens('third inspector', n, 15)::BIGINT
  END)) AS nth
  FROM inspection
)
