-- How often a department may visit a firm in a year, by the firm's credit class: the county's own caps.
CREATE MACRO cap_of(section, credit_class) AS
  CASE
    WHEN section = 7 THEN 2
    WHEN credit_class = 'A' THEN 1
    WHEN credit_class = 'D' THEN 3
    ELSE 2
  END;

-- What a story of section 7's visits asks for: two planned ones, one planned, or one on another ground.
CREATE MACRO is_urgent(story) AS story LIKE 'urgent-%';

CREATE MACRO is_research(story) AS story LIKE '%research';

CREATE MACRO is_held(story) AS story LIKE 'held-%';

CREATE MACRO is_case(story) AS story LIKE 'fine-%' OR story LIKE 'closure-%' OR is_held(story);

CREATE MACRO planned_for(story) AS
  CASE WHEN story LIKE 'second-visit-%' THEN 2 WHEN is_urgent(story) OR is_research(story) THEN 0 ELSE 1 END;

CREATE MACRO first_of_two(starts, days, seed) AS workday_from(plus(starts, draw('visit day', seed * 16, days // 2 - 46)));

CREATE MACRO has_cap(b, section, year) AS
  NOT (section = 7 AND year = getvariable('story_years')[1] AND cap_story(b) <> 'plain');

-- What a full year brings a firm: visits by plan, never above the cap, and visits on other grounds, which the enforcement section makes most of.
CREATE MACRO planned_a_year(section, credit_class, seed) AS
  draw('planned', seed, CASE section WHEN 7 THEN 2 ELSE cap_of(section, credit_class) + 1 END);

CREATE MACRO unplanned_a_year(section, seed) AS
  CASE section WHEN 5 THEN pick('unplanned', seed, [0, 0, 0, 1, 1, 1, 2, 3]) ELSE happens('unplanned', seed, 10)::BIGINT END;

-- Part of a year brings its part of them: no season and no year is busier for being cut.
CREATE MACRO part_of_year(a_year, what, seed, days) AS (a_year * least(days, 365) + draw(what, seed, 365)) // 365;

-- All officials who hold an inspector's card go out for any section, by two or three, everybody with everybody.
CREATE MACRO inspector_count() AS len(getvariable('inspectors'));

CREATE MACRO nth_of_team(n, nth) AS
  (draw('first inspector', n, inspector_count()) + nth * (1 + draw('pace', n, (inspector_count() - 1) // 2))) % inspector_count();

CREATE MACRO inspector(b, place) AS official(b, getvariable('inspectors')[place + 1]);

CREATE MACRO team_size(n) AS 2 + happens('third inspector', n, 15)::BIGINT;
