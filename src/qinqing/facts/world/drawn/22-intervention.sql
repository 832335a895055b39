-- Asking for somebody, in stories only.
CREATE VIEW intervention AS
SELECT *, any_firm('asked for', o, bureau_of(o)) AS e, busy_day('asked', o, 0) AS recorded_on
FROM (SELECT i AS o, intervention_story(i) AS story FROM range(getvariable('staff')) AS t(i))
WHERE story <> 'plain';
