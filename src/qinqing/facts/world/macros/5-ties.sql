-- Ties that matter to nobody's award: groups of firms, and officials' own families.

CREATE MACRO in_group(e) AS
  happens('group', twenty_of(e), 30) AND (part_of(e) = 'C' OR place_of(e) = 5) AND in_full_twenty(e);

CREATE MACRO in_loop(e) AS happens('loop', twenty_of(e), 20) AND part_of(e) = 'L' AND in_full_twenty(e);

-- The firm holding firm e, -1 an anonymous holder, null natural persons:
-- a chain 7 → 6 → 5, a loop 9 → 11 → 12 → 9, a firm in itself.
CREATE MACRO holder_of(e) AS
  CASE
    WHEN in_group(e) AND place_of(e) < 7 THEN e + bureaus()
    WHEN in_loop(e) THEN e + CASE place_of(e) WHEN 9 THEN 3 WHEN 11 THEN -2 ELSE -1 END * bureaus()
    WHEN place_of(e) = 10 AND happens('in itself', e, 10) THEN e
    WHEN place_of(e) = 15 AND happens('anonymous', e, 25) THEN -1
  END;

CREATE MACRO main_share(e) AS [1.0, 1.0, 0.8, 0.67, 0.6, 0.51][draw('share', e, 6) + 1];

CREATE MACRO in_office_since(o) AS -- long enough before the world begins for all that rules look back on
  plus(first_day(), -between_('since', o, getvariable('relative_days') + 1, 3600));

CREATE MACRO has_left(o) AS o // bureaus() = officials_each() - 1;

CREATE MACRO relation_of(nth) AS ['spouse', 'child', 'parent', 'parent', 'sibling'][nth + 1];

CREATE MACRO has_kin(o, nth) AS happens('kin', o * 8 + nth, [85, 70, 60, 55, 45][nth + 1]) OR nth = 1;
