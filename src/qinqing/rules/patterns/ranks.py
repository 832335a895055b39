"""Stratified ranks: van Elteren's test with ties, and the probability that an own case lies above a like one.

docs/algorithms/ranks.md. van Elteren (1960); Lehmann (1975), ch. 3; ties as Kruskal and Wallis (1952). Where few
cases stand out of many ties the law is far from normal: its third moment is reckoned as exactly as its spread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qinqing.rules.patterns.found import (
    OUTSIDE,
    Effect,
    Floats,
    Sides,
    Tested,
    one_sided,
    standardised_means,
    sums_by_stratum,
)
from qinqing.rules.patterns.leaning import at_least, at_most, exceeded_with


@dataclass(frozen=True, slots=True)
class Ranked:
    """Per stratum: cases of both sides, pairs won by the own side (a tie is half), their variance and third moment."""

    own: Floats
    like: Floats
    won: Floats
    spread: Floats
    third: Floats

    @property
    def weights(self) -> Floats:
        """van Elteren's: the best where every stratum differs alike."""
        return 1 / (self.own + self.like + 1)

    @property
    def root(self) -> float:
        return float(np.sqrt(self.weights**2 @ self.spread))

    @property
    def lean(self) -> float:
        """The skewness of the weighted sum under no difference."""
        return float(self.weights**3 @ self.third) / self.root**3 if self.root > 0 else 0.0


def rank_test(sides: Sides, alternative: str) -> Tested:
    """Whether the unit's values are larger than those of like cases of the same strata."""
    ranked = ranked_by_stratum(sides)
    distance = float(ranked.weights @ (ranked.won - ranked.own * ranked.like / 2))
    z = distance / ranked.root if ranked.root > 0 else 0.0
    p = one_sided(at_least(z, ranked.lean), at_most(z, ranked.lean), alternative)
    return Tested(p, z > 0, lambda: superiority(sides, ranked))


def ranked_by_stratum(sides: Sides) -> Ranked:
    """`sides` are sorted by stratum and value: a cell beats every like cell before it, and half its own."""
    own, like = sums_by_stratum(sides, sides.own), sums_by_stratum(sides, sides.like)
    before = np.cumsum(sides.like) - sides.like
    before -= (np.cumsum(like) - like)[sides.stratum]
    won = sums_by_stratum(sides, sides.own * (before + sides.like / 2))
    n = own + like
    tied = sums_by_stratum(sides, (sides.own + sides.like) ** 3 - (sides.own + sides.like))
    spread = own * like / 12 * (n + 1 - tied / (n * np.maximum(n - 1, 1)))
    return Ranked(own, like, won, spread, third_moment(sides, own, n))


def third_moment(sides: Sides, own: Floats, n: Floats) -> Floats:
    """Of a stratum's own ranks summed, as drawn from its `n` without putting back; tied cases share their ranks."""
    both = sides.own + sides.like
    middle = np.cumsum(both) - (both - 1) / 2 - (np.cumsum(n) - n)[sides.stratum]
    cubes = sums_by_stratum(sides, both * (middle - (n[sides.stratum] + 1) / 2) ** 3)
    return own * (n - own) * (n - 2 * own) * cubes / (n * np.maximum((n - 1) * (n - 2), 1))


def superiority(sides: Sides, ranked: Ranked) -> Effect:
    """The share of own–like pairs of a stratum that the own case wins, strata weighted as in the test.

    The interval uses the law under no difference, so it agrees with the test: it holds 1/2 where p says so.
    """
    pairs = float(ranked.weights @ (ranked.own * ranked.like))
    share = float(ranked.weights @ ranked.won) / pairs
    up = exceeded_with(OUTSIDE / 2, ranked.lean) * ranked.root / pairs
    down = exceeded_with(1 - OUTSIDE / 2, ranked.lean) * ranked.root / pairs
    return Effect(share, max(0.0, share - up), min(1.0, share - down), *standardised_means(sides))
