"""Rates of many units: the transform of a binomial law is a power, so no law is written out stratum by stratum."""

from __future__ import annotations

import numpy as np

from qinqing.rules.patterns.found import Floats, Many
from qinqing.rules.patterns.rates import by_stratum
from qinqing.rules.patterns.screens.laws import Complex, Sums, chances


def least_p(many: Many, alternative: str) -> Floats:
    own, like, own_days, like_days = by_stratum(many.sides)
    events = own + like
    watched = many.summed(((own_days <= 0) | (like_days <= 0)).astype(np.float64)) == 0
    share = own_days / np.maximum(own_days + like_days, 1)
    none, mean, variance = (
        np.zeros(many.units),
        many.summed(events * share),
        many.summed(events * share * (1 - share)),
    )
    sums = Sums(many.summed(own), none, many.summed(events), mean, variance)
    found = chances(many, watched, sums, lambda strata, size: waves(events[strata], share[strata], size))
    return (
        found.upper if alternative == "greater" else np.minimum(1.0, 2 * np.minimum(found.upper, found.lower))
    )


def waves(events: Floats, share: Floats, size: int) -> Complex:
    """Of binomial laws."""
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    with np.errstate(divide="ignore", invalid="ignore"):
        one = np.log(1 - share[:, None] + share[:, None] * turn)
        return np.where(events[:, None] > 0, np.exp(events[:, None] * one), 1.0)
