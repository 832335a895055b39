-- Small works contracts with a supplier, without a tender: in stories only. `nth` counts those of one supplier.
CREATE VIEW split AS
WITH drawn AS (
  SELECT i, i % bureaus() AS b, split_story(i) AS story, supplier(i % bureaus(), i // bureaus()) AS e,
    busy_day('works', i, getvariable('split_days')) AS first_on
  FROM range(getvariable('suppliers')) AS t(i)
  WHERE split_story(i) <> 'plain'
), each AS (
  SELECT *, unnest(range(CASE WHEN story LIKE 'two-%' THEN 2 WHEN story LIKE 'three-%' THEN 3 ELSE 1 END)) AS nth
  FROM drawn
)
SELECT *,
  CASE
    WHEN story LIKE '%-last-day' AND nth = 2 THEN plus(first_on, getvariable('split_days'))
    WHEN story LIKE '%-too-far-apart' AND nth = 1 THEN plus(first_on, getvariable('split_days') + 1)
    ELSE plus(first_on, 20 * nth)
  END AS signed_on,
  CASE
    WHEN story LIKE 'three-%' THEN getvariable('works_cny') * 40 -- fen: two fifths of the threshold each
    WHEN story LIKE '%-below' AND nth = 1 THEN getvariable('works_cny') * 50 - 100
    ELSE getvariable('works_cny') * 50
  END AS fen
FROM each;
