-- How often a department may visit a firm in a year, by the firm's credit class: the county's own caps.
CREATE MACRO cap_of(section, credit_class) AS
  CASE
    WHEN section = 7 OR credit_class = 'A' THEN 1
    WHEN credit_class = 'D' THEN 3
    ELSE 2
  END;

CREATE MACRO has_cap(b, section, year) AS
  NOT (section = 7 AND year = getvariable('story_years')[1] AND cap_story(b) <> 'plain');

-- The sections that inspect, and all officials of theirs who hold an inspector's card.
CREATE MACRO nth_inspector(b, n) AS official(b, getvariable('inspectors')[n % len(getvariable('inspectors')) + 1]);
