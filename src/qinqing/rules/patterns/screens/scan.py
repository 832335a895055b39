"""Scans of many units: of each cluster's tail the first terms, which are no more than all of it."""

from __future__ import annotations

import numpy as np

from qinqing.rules.patterns.found import Floats, Ints, Many, ranges, sums_by_stratum
from qinqing.rules.patterns.screens.odds import hypergeometric_log

TERMS = 64


def least_p(many: Many, alternative: str) -> Floats:
    """Only `greater` is asked."""
    sides = many.sides
    own = sums_by_stratum(sides, sides.own)
    clusters = np.flatnonzero(own > 0)
    hits = sums_by_stratum(sides, sides.own * sides.value)[clusters]
    cases, all_hits = (
        many.summed(sums_by_stratum(sides, sides.like * weight)) for weight in (1, sides.value)
    )
    unit, own = many.unit[clusters], own[clusters]
    tails = least_tails(hits, own, cases[unit] - own, all_hits[unit])
    smallest = np.ones(many.units)
    np.minimum.at(smallest, unit, tails)
    return np.minimum(1.0, smallest * np.maximum(1, np.bincount(unit, minlength=many.units)))


def least_tails(hits: Floats, own: Floats, like: Floats, all_hits: Floats) -> Floats:
    """No more than the chance of so many hits or more among a cluster's own cases."""
    first: Ints = np.rint(hits).astype(np.int64)
    terms = np.clip(np.minimum(own, all_hits) - first + 1, 0, TERMS).astype(np.int64)
    whose, number = ranges(first, terms)
    chance = np.exp(hypergeometric_log(own, like, all_hits, whose, number))
    return np.bincount(whose, chance, len(hits)).astype(np.float64)
