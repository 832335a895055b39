"""Stratified odds: Cochran–Mantel–Haenszel, or the exact law of the hits where counts are small.

docs/algorithms/odds.md. Mantel and Haenszel (1959); Robins, Breslow and Greenland (1986); Mantel and Fleiss (1980);
Haldane (1956).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from qinqing.rules.patterns.exact import SumLaw, of_tables
from qinqing.rules.patterns.found import (
    OUTSIDE,
    TWO_SIDED_Z,
    Effect,
    Floats,
    Sides,
    Tested,
    one_sided,
    standardised_means,
    sums_by_stratum,
)

# The sum of hits can move so far both ways from what is expected before a normal law stands for the exact one.
# Mantel and Fleiss ask 5 for one test at 0.05; over many units far smaller probabilities count.
ROOM = 50


@dataclass(frozen=True, slots=True)
class Tables:
    """One 2 × 2 table per stratum."""

    own_hits: Floats
    own: Floats
    like_hits: Floats
    like: Floats

    @property
    def hits(self) -> Floats:
        return self.own_hits + self.like_hits

    @property
    def all(self) -> Floats:
        return self.own + self.like

    @property
    def expected(self) -> Floats:
        return self.own * self.hits / self.all

    @property
    def variance(self) -> Floats:
        """Of the own hits."""
        n, hits = self.all, self.hits
        return np.asarray(self.own * self.like * hits * (n - hits) / (n**2 * np.maximum(n - 1, 1)))

    @property
    def least(self) -> Floats:
        """Own hits."""
        return np.maximum(0, self.hits - self.like)

    @property
    def most(self) -> Floats:
        return np.minimum(self.own, self.hits)

    @property
    def room(self) -> float:
        """How far the sum of own hits can move from its expectation, on the narrower side."""
        expected = self.expected.sum()
        return float(min(expected - self.least.sum(), self.most.sum() - expected))


def tables_of(sides: Sides) -> Tables:
    return Tables(
        sums_by_stratum(sides, sides.own * sides.value),
        sums_by_stratum(sides, sides.own),
        sums_by_stratum(sides, sides.like * sides.value),
        sums_by_stratum(sides, sides.like),
    )


def odds_test(sides: Sides, alternative: str) -> Tested:
    """Whether hits are commoner among the unit's cases than among like ones of the same strata."""
    tables = tables_of(sides)
    return (
        by_exact_law(sides, tables, alternative) if tables.room < ROOM else by_cmh(sides, tables, alternative)
    )


def by_exact_law(sides: Sides, tables: Tables, alternative: str) -> Tested:
    law = of_tables(tables.own_hits, tables.own, tables.like_hits, tables.like)
    total = round(tables.own_hits.sum())
    p = law.at_least(total) if alternative == "greater" else law.as_far(total)
    return Tested(p, bool(total > tables.expected.sum()), lambda: exact_effect(sides, law, total))


def exact_effect(sides: Sides, law: SumLaw, total: int) -> Effect:
    low, high = law.interval(total, OUTSIDE)
    return Effect(law.ratio(total), low, high, *standardised_means(sides))


def by_cmh(sides: Sides, tables: Tables, alternative: str) -> Tested:
    z = cmh_z(tables)
    p = one_sided(float(ndtr(-z)), float(ndtr(z)), alternative)
    return Tested(p, z > 0, lambda: common_odds(sides, tables))


def cmh_z(tables: Tables) -> float:
    """The signed root of the Cochran–Mantel–Haenszel statistic, without correction for continuity."""
    return float((tables.own_hits - tables.expected).sum() / np.sqrt(tables.variance.sum()))


def common_odds(sides: Sides, tables: Tables) -> Effect:
    """Mantel–Haenszel's common odds ratio with Robins, Breslow and Greenland's interval."""
    tables = tables if bounded(tables) else with_half_cases(tables)
    a, b = tables.own_hits, tables.own - tables.own_hits
    c, d = tables.like_hits, tables.like - tables.like_hits
    n = tables.all
    r, s, agree, differ = a * d / n, b * c / n, (a + d) / n, (b + c) / n
    ratio = float(r.sum() / s.sum())
    spread = (
        (agree @ r) / (2 * r.sum() ** 2)
        + (agree @ s + differ @ r) / (2 * r.sum() * s.sum())
        + (differ @ s) / (2 * s.sum() ** 2)
    )
    reach = float(np.exp(TWO_SIDED_Z * np.sqrt(spread)))
    return Effect(ratio, ratio / reach, ratio * reach, *standardised_means(sides))


def bounded(tables: Tables) -> bool:
    """Whether the common odds ratio is neither 0 nor infinite."""
    own_misses, like_misses = tables.own - tables.own_hits, tables.like - tables.like_hits
    return float(tables.own_hits @ like_misses) > 0 and float(own_misses @ tables.like_hits) > 0


def with_half_cases(tables: Tables) -> Tables:
    """Half a case more in every cell: the ratio becomes one that can be told, nearer to 1 than the cases say."""
    return Tables(tables.own_hits + 0.5, tables.own + 1, tables.like_hits + 0.5, tables.like + 1)
