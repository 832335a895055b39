"""Ranks of many units: the same moments as of one, stratum by stratum, and the same leaning law."""

from __future__ import annotations

import numpy as np
from scipy.special import gammainc, gammaincc, ndtr

from qinqing.rules.patterns.found import Floats, Many
from qinqing.rules.patterns.leaning import LEAST_LEAN
from qinqing.rules.patterns.ranks import ranked_by_stratum


def least_p(many: Many, alternative: str) -> Floats:
    ranked = ranked_by_stratum(many.sides)
    distance = many.summed(ranked.weights * (ranked.won - ranked.own * ranked.like / 2))
    root = np.sqrt(many.summed(ranked.weights**2 * ranked.spread))
    third = many.summed(ranked.weights**3 * ranked.third)
    z, lean = (
        np.divide(part, root**n, np.zeros(many.units), where=root > 0)
        for part, n in ((distance, 1), (third, 3))
    )
    upper = at_least(z, lean)
    return upper if alternative == "greater" else np.minimum(1.0, 2 * np.minimum(upper, at_least(-z, -lean)))


def at_least(z: Floats, lean: Floats) -> Floats:
    """As `leaning.at_least`."""
    leans = np.abs(lean) >= LEAST_LEAN
    shape = 4 / np.where(leans, lean, 1.0) ** 2
    place = np.maximum(0.0, shape + np.sign(lean) * z * np.sqrt(shape))
    skew = np.where(lean > 0, gammaincc(shape, place), gammainc(shape, place))
    return np.where(leans, skew, ndtr(-z))
