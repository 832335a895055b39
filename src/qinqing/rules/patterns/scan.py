"""Scan: of a unit's clusters, the one whose hits stand out most from the unit's other cases.

docs/algorithms/scan.md. Each cluster by Fisher's exact law, Bonferroni over the clusters of the unit.
"""

from __future__ import annotations

import numpy as np

from qinqing.rules.patterns.exact import hypergeometric
from qinqing.rules.patterns.found import OUTSIDE, Effect, Floats, Sides, Tested, sums_by_stratum


def scan_test(sides: Sides, alternative: str) -> Tested:
    """Own cells are clusters, one per stratum; like cells are all cases of the unit. Only `greater` is asked."""
    clusters = np.unique(sides.stratum[sides.own > 0])
    if not len(clusters):
        return Tested(1.0, False, lambda: odds(0, 0, 0, 0))
    hits, own = (sums_by_stratum(sides, sides.own * weight)[clusters] for weight in (sides.value, 1))
    all_hits, all_cases = float(sides.like @ sides.value), float(sides.like.sum())
    tables = np.column_stack([hits, own, all_hits - hits, all_cases - own])
    tails = [upper_tail(*table) for table in tables]
    worst = int(np.argmin(tails))
    table: Floats = tables[worst]
    above = bool(table[0] / table[1] > all_hits / all_cases)
    p = min(1.0, tails[worst] * len(tails))
    cases = (int(table[1]), int(table[3]))
    return Tested(p, above, lambda: odds(*table), int(clusters[worst]), cases)


def upper_tail(hits: float, own: float, like_hits: float, like: float) -> float:
    return hypergeometric(own, like, hits + like_hits).at_least(round(hits))


def odds(hits: float, own: float, like_hits: float, like: float) -> Effect:
    """The cluster's odds against those of the unit's other cases."""
    law = hypergeometric(own, like, hits + like_hits)
    low, high = law.interval(round(hits), OUTSIDE)
    return Effect(law.ratio(round(hits)), low, high, hits / own, like_hits / like)
