"""The laws of sums of independent counts, of many units at once, by the discrete Fourier transform.

A transform of finite size takes a sum and any other a multiple of its size away for the same. So either the size
holds all sums there are, or what lies beyond is rarer than can be told: all these sums are as those of independent
hits and misses, and by Bernstein's inequality lie `reach` or more from their mean with a chance below 1e-9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from qinqing.rules.patterns.found import Floats, Ints, Many, ranges

# A law longer than that is left to the test itself.
LONGEST = 1024
# So many numbers are held at once, or a unit's own if it has more.
AT_ONCE = 1 << 21

Complex = NDArray[np.complex128]
# Some strata and a size: the transforms of their laws, one a row.
Waves: TypeAlias = Callable[[Ints, int], Complex]


@dataclass(frozen=True, slots=True)
class Sums:
    """By unit: the sum seen, the least and the largest there could be, mean and variance of them."""

    seen: Floats
    least: Floats
    most: Floats
    mean: Floats
    variance: Floats

    @property
    def window(self) -> tuple[Ints, Ints]:
        """The first sum that counts, and a power of two that from there on holds all that do."""
        reach = np.ceil(8 * np.sqrt(self.variance) + 16)
        low = np.maximum(self.least, np.floor(self.mean) - reach)
        high = np.minimum(self.most, np.ceil(self.mean) + reach)
        size = 2 ** np.ceil(np.log2(np.maximum(2, high - low + 1)))
        return low.astype(np.int64), size.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Chances:
    """By unit: of a sum so large or larger, so small or smaller, and of one no likelier; 0 where it was not reckoned."""

    upper: Floats
    lower: Floats
    as_far: Floats


def chances(many: Many, asked: NDArray[np.bool_], sums: Sums, waves: Waves) -> Chances:
    """Of the units asked."""
    low, size = sums.window
    found = Chances(*np.zeros((3, many.units)))
    for length in np.unique(size[asked & (size <= LONGEST)]).tolist():
        for units in portions(np.flatnonzero(asked & (size == length) & (many.strata > 0)), many, length):
            law = laws(many, units, low[units], waves, length)
            place = (sums.seen[units] - low[units])[:, None]
            found.upper[units], found.lower[units], found.as_far[units] = tails(law, place)
    return found


def portions(units: Ints, many: Many, length: int) -> Iterator[Ints]:
    """Some units at a time, so that memory does not grow with their number."""
    portion = np.cumsum(many.strata[units]) * length // AT_ONCE
    for number in np.unique(portion).tolist():
        yield units[portion == number]


def laws(many: Many, units: Ints, low: Ints, waves: Waves, length: int) -> Floats:
    """The chances of the sums from `low` on, a unit a row."""
    sizes = many.strata[units]
    _, strata = ranges(np.searchsorted(many.unit, units), sizes)
    product = np.multiply.reduceat(waves(strata, length), np.cumsum(sizes) - sizes, axis=0)
    law = np.fft.irfft(product, length, axis=1)
    return np.take_along_axis(law, (low[:, None] + np.arange(length)) % length, axis=1)


def tails(law: Floats, place: Floats) -> tuple[Floats, Floats, Floats]:
    """As `Chances`, of the sum at this place of each law; 0 where that lies outside."""
    places = np.arange(law.shape[1])
    here = places == place
    inside = here.any(axis=1)
    rare = law <= (law * here).sum(axis=1)[:, None]
    upper, lower, as_far = (
        (law * part).sum(axis=1) * inside for part in (places >= place, places <= place, rare)
    )
    return upper, lower, as_far
