-- The suppliers of a bureau are cut into five equal parts; each bidder comes from another part.
CREATE MACRO bidder_no(i, nth) AS
  ((nth + draw('first part', i, 5)) % 5) * (suppliers_each() // 5) + draw('bidder', i * 8 + nth, suppliers_each() // 5);

CREATE MACRO bidders(i, method) AS
  CASE method WHEN 'single_source' THEN 1 WHEN 'negotiated' THEN 2 + draw('bidders', i, 2) ELSE 3 + draw('bidders', i, 3) END;

CREATE MACRO bid_fen(i, nth, budget_fen) AS -- the winner, bidder 0, asks least
  budget_fen * (930 - 40 * (nth = 0)::BIGINT + draw('bid', i * 8 + nth, 30)) // 1000;

-- Another official of the same bureau, never the one who decides.
CREATE MACRO colleague_slot(s) AS 10 + s % 5 + (s = 10 + s % 5)::BIGINT;

CREATE MACRO colleague_of(o) AS official(bureau_of(o), colleague_slot(o // bureaus()));
