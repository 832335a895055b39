-- Conditions on trade, age and credit; in some stories a fourth on owner, place or size.
SELECT
  policy_id, policy_id || '-' || nth AS condition_id,
  CASE WHEN nth < 4 THEN ['industry', 'age_years', 'credit_class'][nth]
    ELSE CASE story WHEN 'owners-shut-out' THEN 'ownership' WHEN 'excused-on-a-ground' THEN 'region' ELSE 'size' END END AS attribute,
  ['in', 'at_least', 'in', 'in'][nth] AS operator,
  CASE WHEN nth < 4
      THEN [pick('trades', i, ['E4790|E4910', 'K7010|E4790', 'C3595|C3921', 'I6513|I6531']), '1', 'A|B'][nth]
    ELSE CASE story WHEN 'owners-shut-out' THEN 'state' WHEN 'excused-on-a-ground' THEN '419900' ELSE 'small|micro' END END AS value
FROM (SELECT i, policy_id, story, unnest([1, 2, 3, 4]) AS nth FROM policy)
WHERE CASE WHEN nth < 4 THEN happens('condition', i * 4 + nth, 45)
  ELSE story IN ('owners-shut-out', 'excused-on-a-ground', 'small-firms-favoured') END
