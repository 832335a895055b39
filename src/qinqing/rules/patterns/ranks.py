"""Stratified ranks: van Elteren's test with ties, and the probability that an own case lies above a like one.

docs/algorithms/ranks.md. van Elteren (1960); Lehmann (1975), ch. 3; ties as Kruskal and Wallis (1952).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from qinqing.rules.patterns.found import (
    TWO_SIDED_Z,
    Effect,
    Floats,
    Sides,
    Tested,
    one_sided,
    standardised_means,
    sums_by_stratum,
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Per stratum: cases of both sides, pairs won by the own side (a tie is half), and the spread of those pairs."""

    own: Floats
    like: Floats
    won: Floats
    spread: Floats

    @property
    def weights(self) -> Floats:
        """van Elteren's: the best where every stratum differs alike."""
        return 1 / (self.own + self.like + 1)


def rank_test(sides: Sides, alternative: str) -> Tested:
    """Whether the unit's values are larger than those of like cases of the same strata."""
    ranked = ranked_by_stratum(sides)
    distance = float(ranked.weights @ (ranked.won - ranked.own * ranked.like / 2))
    root = float(np.sqrt(ranked.weights**2 @ ranked.spread))
    z = distance / root if root > 0 else 0.0
    p = one_sided(float(ndtr(-z)), float(ndtr(z)), alternative)
    return Tested(p, z > 0, lambda: superiority(sides, ranked, root))


def ranked_by_stratum(sides: Sides) -> Ranked:
    """`sides` are sorted by stratum and value: a cell beats every like cell before it, and half its own."""
    own, like = sums_by_stratum(sides, sides.own), sums_by_stratum(sides, sides.like)
    before = np.cumsum(sides.like) - sides.like
    before -= (np.cumsum(like) - like)[sides.stratum]
    won = sums_by_stratum(sides, sides.own * (before + sides.like / 2))
    n = own + like
    tied = sums_by_stratum(sides, (sides.own + sides.like) ** 3 - (sides.own + sides.like))
    spread = own * like / 12 * (n + 1 - tied / (n * np.maximum(n - 1, 1)))
    return Ranked(own, like, won, spread)


def superiority(sides: Sides, ranked: Ranked, root: float) -> Effect:
    """The share of own–like pairs of a stratum that the own case wins, strata weighted as in the test.

    The interval uses the spread under no difference, so it agrees with the test: it holds 1/2 where p says so.
    """
    pairs = float(ranked.weights @ (ranked.own * ranked.like))
    share, reach = float(ranked.weights @ ranked.won) / pairs, TWO_SIDED_Z * root / pairs
    return Effect(share, max(0.0, share - reach), min(1.0, share + reach), *standardised_means(sides))
