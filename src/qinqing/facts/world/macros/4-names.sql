-- Ids and invented names.

CREATE MACRO numbered(letters, n) AS letters || lpad(n::VARCHAR, getvariable('digits'), '0');

CREATE MACRO short_numbered(letters, n) AS letters || lpad(n::VARCHAR, getvariable('few_digits'), '0');

CREATE MACRO department_id(b, section) AS
  short_numbered('QN', b + 1) || CASE section WHEN 0 THEN '' ELSE '-' || section END;

CREATE MACRO official_id(o) AS short_numbered('GW', o + 1);

CREATE MACRO kin_id(o, nth) AS numbered('P1', o * 8 + nth);

CREATE MACRO owner_id(e, nth) AS numbered('P2', e * 4 + nth);

CREATE MACRO planted_kin_id(x) AS numbered('P3', x);

CREATE MACRO shadow_kin_id(x) AS numbered('P4', x);

CREATE MACRO relative_id(x) AS numbered('P5', x);

-- Unified social credit code (GB 32100-2015): registrar 9, kind 1 or 2 (individual business), region, organisation code, check.
-- The regions 4199xx and 4198xx are assigned to no place; the organisation code's own check is that of GB 11714.
CREATE MACRO region_of(e) AS CASE WHEN is_outside(e) THEN 419800 ELSE 419900 END + bureau_of(e) % 100;

CREATE MACRO body_of(e) AS (e * 61803399 + draw('codes', 0, 100000000)) % 100000000; -- no two alike below 10^8 firms

CREATE MACRO weighed(x, a, b, c, d, e, f, g, h) AS -- the eight digits of x, each times its weight
  x // 10000000 * a + x // 1000000 % 10 * b + x // 100000 % 10 * c + x // 10000 % 10 * d
  + x // 1000 % 10 * e + x // 100 % 10 * f + x // 10 % 10 * g + x % 10 * h;

CREATE MACRO check_place(sum) AS (31 - sum % 31) % 31 + 1;

CREATE MACRO credit_code(kind, region, body, body_check) AS
  '9' || kind || region || lpad(body::VARCHAR, 8, '0') || '0123456789X'[body_check + 1]
  || '0123456789ABCDEFGHJKLMNPQRTUWXY'[check_place(
    9 + kind * 3 + weighed(region, 0, 0, 9, 27, 19, 26, 16, 17) + weighed(body, 20, 29, 25, 13, 8, 24, 10, 30)
    + CASE body_check WHEN 10 THEN 29 ELSE body_check END * 28)];

CREATE MACRO enterprise_id(e) AS -- e had better be a plain column: it is written out many times
  credit_code(CASE WHEN is_individual(e) THEN 2 ELSE 1 END, region_of(e), body_of(e),
    (11 - weighed(body_of(e), 3, 7, 9, 10, 5, 8, 4, 2) % 11) % 11);

CREATE MACRO place_name(b) AS
  CASE b WHEN 0 THEN getvariable('city')
    ELSE getvariable('place_first')[b % 16 + 1] || getvariable('place_second')[(b // 16) % 16 + 1] || '县' END;

CREATE MACRO person_name(n) AS
  pick('surname', n, getvariable('surnames')) || pick('given', n, getvariable('given_first'))
  || CASE WHEN happens('one given name', n, 25) THEN '' ELSE pick('second', n, getvariable('given_second')) END;

CREATE MACRO official_name(o) AS -- slot 9 of every bureau is the namesake of slot 2
  person_name(CASE o // bureaus() WHEN 9 THEN official(bureau_of(o), 2) ELSE o END);

CREATE MACRO trade_of(e) AS
  CASE
    WHEN is_supplier(e) OR part_of(e) = 'W' THEN pick('trade', e, getvariable('trades').supplier)
    WHEN part_of(e) IN ('I', 'A') THEN pick('trade', e, getvariable('trades').intermediary)
    WHEN is_individual(e) THEN pick('trade', e, getvariable('trades').individual)
    ELSE pick('trade', e, getvariable('trades').general)
  END;

CREATE MACRO firm_name(e) AS
  place_name(bureau_of(e)) || pick('firm', e, getvariable('firm_first')) || pick('second', e, getvariable('firm_second'))
  || trade_of(e).word || CASE WHEN is_individual(e) THEN '' ELSE '有限公司' END;
