-- Who is who. Enterprise e belongs to bureau e % bureaus and is its k-th, k = e // bureaus.
-- Of every twenty firms each plays its part:
--   S supplier · I intermediary · A affiliated with a department in a planted service · Q quiet: no dealings with anybody, so kin of officials may work and invest there
--   W wins a planted award · G go-between of one · C, L hold others in a chain, in a loop · T individual trader

CREATE MACRO bureaus() AS getvariable('bureaus');

CREATE MACRO firms() AS getvariable('enterprises');

CREATE MACRO bureau_of(e) AS e % bureaus();

CREATE MACRO firm(b, k) AS k * bureaus() + b;

CREATE MACRO place_of(e) AS e // bureaus() % 20; -- 0 to 19 within its twenty

CREATE MACRO twenty_of(e) AS e // bureaus() // 20 * bureaus() + bureau_of(e);

CREATE MACRO part_of(e) AS 'SIGWQSCCALSLL.GSTGTT'[place_of(e) + 1];

CREATE MACRO is_supplier(e) AS place_of(e) % 5 = 0;

CREATE MACRO is_individual(e) AS part_of(e) = 'T';

CREATE MACRO is_quiet(e) AS place_of(e) = 4;

CREATE MACRO firms_each() AS firms() // bureaus();

CREATE MACRO twenties() AS firms_each() // 20;

CREATE MACRO in_full_twenty(e) AS e // bureaus() < 20 * twenties();

CREATE MACRO lively_no(e) AS -- numbers the firms that have dealings, leaving the quiet ones out; beyond the full twenties null
  CASE
    WHEN NOT is_quiet(e) AND in_full_twenty(e)
      THEN (e // bureaus() // 20 * 19 + place_of(e) - (place_of(e) > 4)::BIGINT) * bureaus() + bureau_of(e)
  END;

CREATE MACRO not_quiet(k) AS k - (k % 20 = 4)::BIGINT; -- its neighbour

CREATE MACRO any_firm(what, i, b) AS firm(b, not_quiet(draw(what, i, firms_each())));

CREATE MACRO supplier(b, q) AS firm(b, q * 5);

CREATE MACRO suppliers_each() AS firms_each() // 5;

CREATE MACRO intermediary(what, i, b) AS firm(b, draw(what, i, twenties()) * 20 + 1);

CREATE MACRO affiliated_body(x) AS firm(x % bureaus(), x // bureaus() * 20 + 8);

CREATE MACRO owner_of_body(x) AS firm(x % bureaus(), x // bureaus() * 20 + 13); -- in stories only

CREATE MACRO quiet_firm(x) AS firm(x % bureaus(), x // bureaus() % twenties() * 20 + 4);

CREATE MACRO planted_winner(x) AS firm(x % bureaus(), x // bureaus() * 20 + 3);

CREATE MACRO go_between(x, step) AS firm(x % bureaus(), x // bureaus() * 20 + [2, 14, 17][step + 1]);

-- Traits of enterprise e
CREATE MACRO is_outside(e) AS happens('outside', e, 12);

CREATE MACRO ownership_of(e) AS
  CASE
    WHEN is_individual(e) THEN 'individual'
    WHEN draw('ownership', e, 100) < 8 THEN 'state'
    WHEN draw('ownership', e, 100) < 13 THEN 'foreign'
    ELSE 'private'
  END;

CREATE MACRO size_of(e) AS
  CASE
    WHEN is_individual(e) THEN 'micro'
    WHEN draw('size', e, 100) < 4 THEN 'large'
    WHEN draw('size', e, 100) < 15 THEN 'medium'
    WHEN draw('size', e, 100) < 55 THEN 'small'
    ELSE 'micro'
  END;

CREATE MACRO credit_class_of(e) AS
  pick('credit', e, ['A', 'A', 'A', 'B', 'B', 'B', 'B', 'B', 'C', 'C', 'D', NULL]);

CREATE MACRO founded_on(e) AS plus(first_day(), -between_('founded', e, 200, 9000));

-- Officials: s-th of bureau b; slots 0–3 lead, the last two take no part in cases (one hears reports, one has left).
CREATE MACRO official(b, s) AS s * bureaus() + b;

CREATE MACRO officials_each() AS getvariable('officials') // bureaus();

CREATE MACRO any_staff(what, i) AS draw(what, i, (officials_each() - 2) * bureaus());

CREATE MACRO staff(b, section, nth) AS
  official(b, getvariable('slots')[section][nth % len(getvariable('slots')[section]) + 1]);

CREATE MACRO staff_count(section) AS len(getvariable('slots')[section]);

CREATE MACRO section_of(o) AS getvariable('section_of_slot')[o // bureaus() + 1];
