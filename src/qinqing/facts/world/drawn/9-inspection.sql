-- Department, firm and year: how many planned visits, how many others; planned visits stand well apart from each other.
-- Where whoever complains is visited for it, those visits follow as if they were a year of their own.
CREATE VIEW inspected_year AS
WITH cell AS (
  SELECT
    i AS cell, i // 3 AS e, bureau_of(i // 3) AS b, [4, 5, 7][i % 3 + 1] AS section,
    credit_class_of(i // 3) AS credit_class,
    CASE WHEN i % 3 < 2 THEN inspection_story(lively_no(i // 3) * 2 + i % 3) ELSE visit_story(lively_no(i // 3)) END AS story,
    pick('story year', i, getvariable('story_years')) AS story_year
  FROM range(firms() * 3) AS t(i)
), years AS (
  SELECT *, unnest(getvariable('years')) AS y FROM cell WHERE NOT is_quiet(e)
)
SELECT * EXCLUDE (story, y), y.year AS year, y.starts AS starts, y.days AS days, cell * 64 + y.nth AS seed,
  CASE WHEN y.year = story_year THEN story ELSE 'plain' END AS story,
  CASE
    WHEN story <> 'plain' AND y.year = story_year AND section = 7 THEN planned_for(story)
    WHEN story <> 'plain' AND y.year = story_year
      THEN cap_of(section, credit_class) + CASE story WHEN 'one-visit-over' THEN 1 WHEN 'two-visits-over' THEN 2 ELSE 0 END
    WHEN NOT has_cap(b, section, y.year) AND e < 2 * bureaus() THEN 1 -- two firms at least miss it
    ELSE least(y.days // 60, part_of_year(planned_a_year(section, credit_class, cell * 64 + y.nth), 'planned part', cell * 64 + y.nth, y.days))
  END AS planned,
  CASE
    WHEN story <> 'plain' AND y.year = story_year AND section = 7 THEN (planned_for(story) = 0)::BIGINT
    WHEN story = 'more-visits-on-other-grounds' AND y.year = story_year THEN 3
    ELSE part_of_year(unplanned_a_year(section, cell * 64 + y.nth), 'unplanned part', cell * 64 + y.nth, y.days)
  END AS unplanned
FROM years
UNION ALL BY NAME
SELECT firms() * 3 + i * 2 + nth AS cell, e, b, section, credit_class_of(e) AS credit_class, year(starts)::BIGINT AS year, starts, 60 AS days,
  (firms() * 3 + i * 2 + nth) * 64 AS seed, 'plain' AS story, 0 AS planned, 2 AS unplanned
FROM provoked;

-- One row per visit; `n` numbers all visits of the world. Where section 7 has a story, the last visit of that year carries it.
CREATE VIEW inspection AS
WITH visit AS (
  SELECT * EXCLUDE (story), unnest(range(planned + unplanned)) AS nth,
    CASE WHEN section = 7 AND nth + 1 = planned + unplanned THEN story ELSE 'plain' END AS story
  FROM inspected_year
), dated AS (
  SELECT * EXCLUDE (seed), seed * 16 + nth AS n, nth < planned AS is_planned,
    CASE story
      WHEN 'second-visit-within-the-week' THEN plus(first_of_two(starts, days, seed), 6)
      WHEN 'second-visit-for-another-project' THEN plus(first_of_two(starts, days, seed), 6)
      WHEN 'second-visit-on-the-last-day' THEN plus(first_of_two(starts, days, seed), getvariable('merge_days'))
      WHEN 'second-visit-a-day-later' THEN plus(first_of_two(starts, days, seed), getvariable('merge_days') + 1)
      ELSE workday_from(plus(starts, CASE
        WHEN story <> 'plain' THEN draw('visit day', seed * 16 + nth, days - 120) -- early enough to be late with all that follows
        WHEN nth < planned THEN nth * (days // planned) + draw('visit day', seed * 16 + nth, days // planned - 46)
        ELSE draw('visit day', seed * 16 + nth, days - 12)
      END))
    END AS on_
  FROM visit
), timed AS (
  SELECT *, between_('hour', n, 108, 192) * 5 AS minute,
    CASE
      WHEN is_planned THEN 'plan'
      WHEN is_urgent(story) THEN 'urgent'
      WHEN is_research(story) THEN 'requested'
      ELSE pick('basis', n, ['complaint', 'transferred', 'data_alert', 'recheck', 'licence_site', 'quality_stage',
        'requested', 'urgent'])
    END AS basis,
    CASE WHEN section = 5 AND happens('violation found', n, 49) THEN 'violation' ELSE pick('result', n, ['corrected', 'clean', 'clean']) END AS found
  FROM dated
)
SELECT *,
  CASE WHEN is_research(story) OR is_case(story) THEN 'violation' ELSE found END AS result,
  CASE
    WHEN is_research(story) THEN 'research'
    WHEN is_planned THEN CASE WHEN story LIKE 'result-%' OR happens('random', n, 50) THEN 'random' ELSE 'routine' END
    WHEN basis = 'requested' AND section = 4 THEN 'research'
    ELSE 'special'
  END AS kind,
  pick('violation', n, getvariable('violations')) AS violation,
  numbered('JC', cell) || '-' || year % 100 || nth + 1 AS inspection_id
FROM timed;
