-- What firms pay the bureau: fees by the catalogue, gifts to public causes of their own will; and planted ones beside a decision.
CREATE VIEW fee AS
SELECT i, i % bureaus() AS b, any_firm('fee', i, i % bureaus()) AS e, fee_story(i) AS story, busy_day('fee', i, 0) AS charged_on,
  pick('fee item', i, [{'item': '人防工程使用费', 'fen': 2400}, {'item': '资料复制费', 'fen': 50}]) AS fee,
  1 + draw('quantity', i, 400) AS quantity
FROM range(firms() // 4) AS t(i);

CREATE VIEW levy AS
SELECT numbered('JZ', i) AS levy_id, i % bureaus() AS b, any_firm('levy', i, i % bureaus()) AS e, levy_story(i) AS story,
  busy_day('levy', i, 0) AS charged_on, pick('levy kind', i, ['donation', 'donation', 'sponsorship']) AS kind,
  100000 + draw('levied', i, 50) * 100000 AS fen
FROM range(firms() // 15) AS t(i)
UNION ALL -- around the decision on an application of the firm
SELECT numbered('HF', i), b, e, story,
  CASE story
    WHEN 'association-fee-on-last-day' THEN plus(workday(decided_no), getvariable('association_days'))
    WHEN 'subscription-before-decision' THEN plus(workday(decided_no), -20)
    ELSE workday(decided_no)
  END,
  CASE story WHEN 'subscription-before-decision' THEN 'subscription' WHEN 'donation-after-decision' THEN 'donation' ELSE 'association_fee' END,
  60000 + draw('association fee', i, 20) * 10000
FROM (SELECT i, b, e, decided_no, tied_story(i) AS story FROM application)
WHERE story <> 'plain' AND decided_no IS NOT NULL AND plus(workday(decided_no), getvariable('association_days')) <= last_day();
