"""A sum of independent counts, each of an exponential family with one common ratio: its exact law.

Given their margins, the hits of 2 × 2 tables with a common odds ratio are such counts (hypergeometric), and so
are the events of two groups with a common rate ratio, given their totals (binomial). Stratum by stratum the law at
ratio 1 is convolved; at ratio r every sum s weighs r^s times as much. Source: Mehta, Patel, Gray (1985), JASA 80.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import gammaln

Floats = NDArray[np.float64]
# Two sums are equally likely where they differ by less: as in R's fisher.test.
TIE = 1e-7
SMALLEST = np.finfo(np.float64).tiny
# Ratios are looked for between exp(-40) and exp(40).
FARTHEST = 40.0


@dataclass(frozen=True, slots=True)
class SumLaw:
    """The law of a sum at ratio 1: `logs[k]` is the log probability of the sum `least + k`."""

    least: int
    logs: Floats

    @property
    def most(self) -> int:
        return self.least + len(self.logs) - 1

    def at(self, log_ratio: float) -> Floats:
        """Probabilities of the sums at another ratio."""
        tilted = self.logs + log_ratio * np.arange(len(self.logs))
        return np.asarray(np.exp(tilted - log_of_sum(tilted)))

    def at_least(self, total: int, log_ratio: float = 0.0) -> float:
        return min(1.0, float(self.at(log_ratio)[total - self.least :].sum()))

    def at_most(self, total: int, log_ratio: float = 0.0) -> float:
        return min(1.0, float(self.at(log_ratio)[: total - self.least + 1].sum()))

    def as_far(self, total: int) -> float:
        """Two-sided: all sums that are no likelier than this one."""
        law = self.at(0.0)
        return min(1.0, float(law[law <= law[total - self.least] * (1 + TIE)].sum()))

    def ratio(self, total: int) -> float:
        """The likeliest ratio; at an end of the range, where that is 0 or infinite, the median unbiased one."""
        if total == self.most:
            return self._where(lambda r: self.at_least(total, r) - 0.5)
        if total == self.least:
            return self._where(lambda r: 0.5 - self.at_most(total, r))
        sums = self.least + np.arange(len(self.logs))
        return self._where(lambda r: float(self.at(r) @ sums) - total)

    def interval(self, total: int, outside: float) -> tuple[float, float | None]:
        """Ratios not contradicted, `outside` the probability left out, half on each side; None: without bound."""
        low, high = 0.0, None
        if total > self.least:
            low = self._where(lambda r: self.at_least(total, r) - outside / 2)
        if total < self.most:
            high = self._where(lambda r: outside / 2 - self.at_most(total, r))
        return low, high

    def _where(self, rising: Callable[[float], float]) -> float:
        """The ratio at which a function that rises with it is zero."""
        if rising(-FARTHEST) >= 0:
            return float(np.exp(-FARTHEST))
        if rising(FARTHEST) <= 0:
            return float(np.exp(FARTHEST))
        return float(np.exp(brentq(rising, -FARTHEST, FARTHEST, xtol=1e-10)))


def of_tables(own_hits: Floats, own: Floats, like_hits: Floats, like: Floats) -> SumLaw:
    """The own hits of 2 × 2 tables, one per stratum, given all margins."""
    return convolved(map(hypergeometric, own, like, own_hits + like_hits))


def of_events(own: Floats, like: Floats, own_days: Floats, like_days: Floats) -> SumLaw:
    """The own events of groups watched so many days, one pair per stratum, given the events of both together."""
    return convolved(map(binomial, own + like, own_days, like_days))


def hypergeometric(own: float, like: float, hits: float) -> SumLaw:
    least, most = int(max(0, hits - like)), int(min(own, hits))
    if least == most:
        return SumLaw(least, np.zeros(1))
    k = np.arange(least, most + 1)
    return normal(least, log_choose(own, k) + log_choose(like, hits - k))


def binomial(events: float, own_days: float, like_days: float) -> SumLaw:
    k = np.arange(int(events) + 1)
    with np.errstate(divide="ignore"):
        odds = np.log(own_days) - np.log(like_days)
    return normal(0, log_choose(events, k) + k * odds)


def log_choose(n: float, k: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def log_of_sum(logs: Floats) -> float:
    """The log of what these are the logs of, summed; SciPy's own spends a millisecond on a line of numbers."""
    highest = logs.max()
    return float(highest + np.log(np.exp(logs - highest).sum()))


def normal(least: int, logs: Floats) -> SumLaw:
    return SumLaw(least, logs - log_of_sum(logs))


def convolved(laws: Iterable[SumLaw]) -> SumLaw:
    """Beyond what a float holds (1e-308) a sum counts as impossible; such ends are set aside, or they cost the most."""
    least, size, start, law = 0, 1, 0, np.ones(1)
    for part in laws:
        first, chances = possible(np.exp(part.logs))
        cut, law = possible(np.convolve(law, chances))
        least, size, start = least + part.least, size + len(part.logs) - 1, start + first + cut
    whole = np.zeros(size)
    whole[start : start + len(law)] = law
    with np.errstate(divide="ignore"):
        return normal(least, np.log(whole))


def possible(chances: Floats) -> tuple[int, Floats]:
    """The chances without ends that a float cannot hold, and how many were cut off in front."""
    held = np.flatnonzero(chances >= SMALLEST)
    return int(held[0]), chances[held[0] : held[-1] + 1]
