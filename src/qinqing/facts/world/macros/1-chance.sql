-- Chance without memory: every figure is a function of the seed, of what is asked and of the row's number,
-- so any row can be told alone, in any order, and nothing is kept.

-- A whole number from 0 to n - 1. Hashed twice: once, the low bits of draws of different `what` go in step.
CREATE MACRO draw(what, i, n) AS (hash(hash(getvariable('seed')::BIGINT, what, i::BIGINT)) % n::UBIGINT)::BIGINT;

CREATE MACRO between_(what, i, low, high) AS low + draw(what, i, high - low + 1);

CREATE MACRO happens(what, i, percent) AS draw(what, i, 100) < percent;

CREATE MACRO pick(what, i, list) AS list[draw(what, i, len(list)) + 1];

CREATE MACRO leaning(what, i, n) AS -- 0 to n - 1, the low ones oftener: caseloads are never even
  least(n - 1, floor(n * pow(draw(what, i, 1000000) / 1000000.0, 1.4))::BIGINT);

CREATE MACRO yuan(fen) AS (fen / 100.0::DECIMAL(18, 2))::DECIMAL(18, 2);

-- Which units carry a story: `total` units are cut into `special` equal stretches and one unit is drawn in each.
CREATE MACRO stretch_start(s, total, special) AS (s * total + special - 1) // special;

CREATE MACRO special_no(what, i, total, special) AS -- 0, 1, 2 … for the units drawn; null for all others
  CASE
    WHEN special > 0 AND i < total
      AND i = stretch_start((i * special) // total, total, special) + draw(
        what,
        (i * special) // total,
        stretch_start((i * special) // total + 1, total, special) - stretch_start((i * special) // total, total, special)
      )
      THEN (i * special) // total
  END;

-- Of the special units in order, breaches and coincidences alternate in their proportion.
CREATE MACRO breaches_before(no, special, breaches) AS (no * breaches) // special;

CREATE MACRO story_of(no, special, breaches, breach_names, near_names) AS
  CASE
    WHEN no IS NULL THEN 'plain'
    WHEN breaches_before(no + 1, special, breaches) > breaches_before(no, special, breaches)
      THEN breach_names[breaches_before(no, special, breaches) % len(breach_names) + 1]
    ELSE near_names[(no - breaches_before(no, special, breaches)) % len(near_names) + 1]
  END;
