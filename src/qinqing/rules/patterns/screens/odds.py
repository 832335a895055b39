"""Odds of many units: the normal law where the test uses it, else the exact one, convolved for all units at once."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln, ndtr

from qinqing.rules.patterns.found import Floats, Ints, Many, ranges
from qinqing.rules.patterns.odds import ROOM, Tables, tables_of
from qinqing.rules.patterns.screens.laws import Complex, Sums, chances

# So near to ROOM rounding may decide which law the test takes.
CLOSE = 1e-3


def least_p(many: Many, alternative: str) -> Floats:
    tables = tables_of(many.sides)
    sums = sums_of(many, tables)
    room = np.minimum(sums.mean - sums.least, sums.most - sums.mean)
    exact = chances(many, room < ROOM - CLOSE, sums, lambda strata, size: waves(tables, strata, size))
    p = np.where(room > ROOM + CLOSE, normal_p(sums, alternative), 0.0)
    return p + (exact.upper if alternative == "greater" else exact.as_far)


def sums_of(many: Many, tables: Tables) -> Sums:
    parts = (tables.own_hits, tables.least, tables.most, tables.expected, tables.variance)
    return Sums(*map(many.summed, parts))


def normal_p(sums: Sums, alternative: str) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (sums.seen - sums.mean) / np.sqrt(sums.variance)
    return np.asarray(ndtr(-z) if alternative == "greater" else 2 * ndtr(-np.abs(z)))


def waves(tables: Tables, strata: Ints, size: int) -> Complex:
    """Of the hypergeometric laws of these strata."""
    least = tables.least[strata].astype(np.int64)
    whose, own_hits = ranges(least, tables.most[strata].astype(np.int64) - least + 1)
    own, like, hits = (part[strata] for part in (tables.own, tables.like, tables.hits))
    chance = np.exp(hypergeometric_log(own, like, hits, whose, own_hits))
    folded = np.bincount(whose * size + own_hits % size, chance, len(strata) * size)
    return np.fft.rfft(folded.reshape(len(strata), size), axis=1)


def hypergeometric_log(own: Floats, like: Floats, hits: Floats, whose: Ints, own_hits: Ints) -> Floats:
    """Log chances of so many own hits in a table each; `whose` is the table's number."""
    inside = (own_hits, own[whose] - own_hits, hits[whose] - own_hits, (like - hits)[whose] + own_hits)
    outside = sum(gammaln(n + 1) for n in (own, like, hits, own + like - hits)) - gammaln(own + like + 1)
    return np.asarray(outside[whose] - sum(gammaln(n + 1) for n in inside))
