-- Every leader keeps in touch with five firms of his bureau.
CREATE VIEW liaison AS
SELECT l, o, any_firm('liaison', l, bureau_of(o)) AS e, plus(first_day(), draw('liaison since', l, 40)) AS since
FROM (SELECT i AS l, official((i // 20) % bureaus(), (i // 5) % 4) AS o FROM range(bureaus() * 20) AS t(i));
