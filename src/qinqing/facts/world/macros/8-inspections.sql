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

-- The sections that inspect, and all officials of theirs who hold an inspector's card.
CREATE MACRO nth_inspector(b, n) AS official(b, getvariable('inspectors')[n % len(getvariable('inspectors')) + 1]);
