"""What a test found of one unit, the same whatever the method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Chosen = NDArray[np.bool_]

# Of an interval: one in twenty lies outside, half on each side.
OUTSIDE = 0.05
TWO_SIDED_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Sides:
    """A unit beside its like cases: arrays of equal length, one entry per stratum and value, sorted by both.

    `stratum` numbers the strata from 0 · `value` what was measured (odds, scan: 1 a hit, 0 none; trend: the number
    of the period) · `own`, `like`: cases of either side · `own_days`, `like_days`: how long either side was watched
    (rates only) · `amount`: what the cases of both sides sum up to (trend only).
    """

    stratum: Ints
    value: Floats
    own: Floats
    like: Floats
    own_days: Floats
    like_days: Floats
    amount: Floats


@dataclass(frozen=True, slots=True)
class Many:
    """The sides of many units, one after another: their strata are numbered through; `unit` is each stratum's."""

    sides: Sides
    unit: Ints
    units: int

    @property
    def strata(self) -> Ints:
        """How many each unit has."""
        return np.bincount(self.unit, minlength=self.units)

    def summed(self, by_stratum: Floats) -> Floats:
        """By unit."""
        return np.bincount(self.unit, by_stratum, self.units).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Effect:
    """How large a difference is: `high` None where nothing bounds it; `mean` against `like_mean` in plain figures."""

    size: float
    low: float
    high: float | None
    mean: float
    like_mean: float


@dataclass(frozen=True, slots=True)
class Tested:
    """`p` of one comparison, whether the unit lies `above` its like cases, and the effect where somebody asks.

    `stratum` is the one a finding is about, None where it is about all; `cases` are its own and like cases.
    """

    p: float
    above: bool
    effect: Callable[[], Effect]
    stratum: int | None = None
    cases: tuple[int, int] | None = None


def ranges(first: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """Whole numbers from each `first` on, so many as `sizes` says, in one line; whose each is, and the numbers."""
    whose = np.repeat(np.arange(len(sizes)), sizes)
    return whose, np.arange(len(whose)) - (np.cumsum(sizes) - sizes - first)[whose]


def one_sided(upper: float, lower: float, alternative: str) -> float:
    """p from the tails: `greater` asks whether the unit lies above, `two-sided` whether it lies apart."""
    return upper if alternative == "greater" else min(1.0, 2 * min(upper, lower))


def shared_strata(sides: Sides) -> Chosen:
    """By line, whether its stratum is one both sides have: where one side is alone nothing is compared."""
    own = sums_by_stratum(sides, sides.own + sides.own_days)
    like = sums_by_stratum(sides, sides.like + sides.like_days)
    shared: Chosen = ((own > 0) & (like > 0))[sides.stratum]
    return shared


def sums_by_stratum(sides: Sides, weights: Floats) -> Floats:
    return np.bincount(sides.stratum, weights=weights).astype(np.float64)


def standardised_means(sides: Sides) -> tuple[float, float]:
    """The own mean, and the mean of like cases as if they had the unit's mixture of strata."""
    own, like = sums_by_stratum(sides, sides.own), sums_by_stratum(sides, sides.like)
    own_total = sums_by_stratum(sides, sides.own * sides.value)
    like_total = sums_by_stratum(sides, sides.like * sides.value)
    return float(own_total.sum() / own.sum()), float((own / own.sum()) @ (like_total / like))
