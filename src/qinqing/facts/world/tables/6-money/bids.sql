SELECT
  tender_id,
  enterprise_id(e) AS enterprise_id,
  yuan(bid_fen(i, nth, budget_fen)) AS amount_cny,
  nth < 3 OR happens('qualified', i * 8 + nth, 80) AS qualified
FROM (
  SELECT *,
    CASE
      WHEN nth = 0 THEN winner
      WHEN nth = 1 AND story = 'kin-lost-the-bid' THEN planted_winner(x)
      ELSE supplier(b, bidder_no(i, nth))
    END AS e
  FROM (SELECT *, unnest(range(bidders(i, method))) AS nth FROM tender)
)
WHERE closes_on <= last_day()
