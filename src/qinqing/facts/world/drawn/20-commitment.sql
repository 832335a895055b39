-- Promises to firms. Plain ones are lawful and kept in time; a planted one was made early enough for all that follows.
CREATE VIEW commitment AS
SELECT i, i % bureaus() AS b, any_firm('commitment', i, i % bureaus()) AS e, commitment_story(i) AS story,
  official(i % bureaus(), draw('promised by', i, 4)) AS leader,
  CASE commitment_story(i)
    WHEN 'plain' THEN busy_day('commitment', i, 0)
    WHEN 'promise-due-today' THEN plus(last_day(), -100)
    ELSE workday_from(plus(first_day(), draw('promised early', i, 60)))
  END AS made_on,
  CASE commitment_story(i)
    WHEN 'plain' THEN 60 + draw('promise', i, 300)
    WHEN 'promise-due-today' THEN 100
    ELSE 60 + draw('promise', i, 60)
  END AS days
FROM range(firms() // 5) AS t(i);
