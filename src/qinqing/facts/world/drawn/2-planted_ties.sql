-- The family ties, holdings and posts of planted awards: between a kin of whoever decided
-- (in some stories: of somebody else) and the winner W.
CREATE VIEW planted_award AS
SELECT x, story, o, awarded_on, winner, planted_kin_id(x) AS kin, colleague_of(o) AS other
FROM tender
WHERE story NOT IN ('plain', 'winner-unrecorded');

CREATE VIEW planted_kinship AS
SELECT official_id(whose) AS official_id, kin AS person_id, relation
FROM (
  SELECT *,
    CASE
      WHEN story = 'namesake' THEN official(bureau_of(o), 9)
      WHEN story IN ('kin-of-a-colleague', 'kin-of-kin') THEN other
      ELSE o
    END AS whose,
    CASE story WHEN 'child-owns-part' THEN 'child' WHEN 'third-step' THEN 'child_spouse' ELSE 'sibling' END AS relation
  FROM planted_award
  WHERE story NOT IN ('own-share', 'colleague-is-kin')
)
UNION ALL
SELECT official_id(o), official_id(other), 'other' FROM planted_award WHERE story IN ('colleague-is-kin', 'kin-of-kin');

-- Who holds which firm: the kin, one step from W or at the head of a chain; then the firms of the chain.
--   third-step A → B → W · through-a-loop A ⇄ B → W · fourth-step A → B → C → W · loop-beside-the-winner A ⇄ B, W apart
CREATE VIEW planted_holding AS
WITH edge AS (
  SELECT *,
    unnest([-1, 0, 1, 2, 3]) AS step, -- -1 the kin's own holding, 0 to 2 from A, B and C onwards, 3 from B back to A
    CASE
      WHEN story = 'fourth-step' THEN 3
      WHEN story IN ('third-step', 'through-a-loop', 'loop-beside-the-winner') THEN 2
      ELSE 0
    END AS between_
  FROM planted_award
  WHERE story <> 'sibling-is-director'
), held AS (
  SELECT *,
    CASE step WHEN -1 THEN NULL WHEN 3 THEN go_between(x, 1) ELSE go_between(x, step) END AS holder,
    CASE
      WHEN step = 3 THEN go_between(x, 0)
      WHEN step + 1 < between_ THEN go_between(x, step + 1)
      WHEN story = 'kin-lost-the-bid' THEN planted_winner(x)
      ELSE winner
    END AS firm
  FROM edge
  WHERE CASE step WHEN 3 THEN story LIKE '%loop%' ELSE step < between_ END
    AND NOT (story = 'loop-beside-the-winner' AND step = 1)
)
SELECT
  CASE
    WHEN holder IS NOT NULL THEN enterprise_id(holder)
    WHEN story = 'own-share' THEN official_id(o)
    WHEN story = 'colleague-is-kin' THEN official_id(other)
    ELSE kin
  END AS holder_id,
  enterprise_id(firm) AS enterprise_id,
  0.35 AS share,
  CASE story
    WHEN 'held-from-that-day' THEN awarded_on
    WHEN 'holding-began-the-day-after' THEN plus(awarded_on, 1)
    ELSE plus(awarded_on, -400)
  END AS since,
  CASE story WHEN 'holding-ended-the-day-before' THEN plus(awarded_on, -1) END AS until
FROM held;

CREATE VIEW planted_position AS
SELECT kin AS person_id, enterprise_id(winner) AS enterprise_id, 'director' AS role, true AS paid,
  plus(awarded_on, -300) AS since
FROM planted_award
WHERE story = 'sibling-is-director';
