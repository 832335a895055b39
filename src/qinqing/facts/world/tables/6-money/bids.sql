SELECT
  tender_id,
  enterprise_id(e) AS enterprise_id,
  yuan(bid_fen(i, nth, budget_fen)) AS amount_cny,
  CASE WHEN bidding LIKE '%qualified%' THEN nth < 2 ELSE nth < 3 OR happens('qualified', i * 8 + nth, 80) END AS qualified
FROM (
  SELECT *,
    CASE
      WHEN nth = 0 THEN winner
      WHEN nth = 1 AND story = 'kin-lost-the-bid' THEN planted_winner(x)
      ELSE supplier(b, bidder_no(i, nth))
    END AS e
  FROM (SELECT *, unnest(range(CASE WHEN bidding = 'two-bidders' THEN 2 WHEN bidding LIKE '%three%' THEN 3 ELSE bidders(i, method) END)) AS nth FROM tender)
)
WHERE closes_on <= last_day()
