-- Every leader keeps in touch with five firms of his bureau, one out of each fifth of them, so no two are the same.
CREATE VIEW liaison AS
SELECT l, o, story,
  firm(bureau_of(o), not_quiet(l % 5 * (firms_each() // 5) + 1 + draw('liaison', l, firms_each() // 5 - 1))) AS e,
  CASE story
    WHEN 'liaison-a-day-too-short' THEN plus(last_day(), 1 - getvariable('visit_days'))
    ELSE plus(first_day(), draw('liaison since', l, 40))
  END AS since
FROM (
  SELECT i AS l, liaison_story(i) AS story, official((i // 20) % bureaus(), (i // 5) % 4) AS o
  FROM range(getvariable('liaisons')) AS t(i)
);
