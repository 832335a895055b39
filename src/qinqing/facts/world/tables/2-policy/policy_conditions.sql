-- Conditions on trade, age and credit; none on owner, place or size.
SELECT
  policy_id, policy_id || '-' || nth AS condition_id,
  ['industry', 'age_years', 'credit_class'][nth] AS attribute,
  ['in', 'at_least', 'in'][nth] AS operator,
  [pick('trades', i, ['E4790|E4910', 'K7010|E4790', 'C3595|C3921', 'I6513|I6531']), '1', 'A|B'][nth] AS value
FROM (SELECT i, policy_id, unnest([1, 2, 3]) AS nth FROM policy)
WHERE happens('condition', i * 4 + nth, 45)
