"""Trend: a log-linear quasi-Poisson trend on the periods before, and whether the next ones lie beyond it.

docs/algorithms/trend.md. McCullagh and Nelder (1989), ch. 6 and 9; the delta method for the forecast's sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from qinqing.rules.patterns.found import OUTSIDE, Effect, Floats, Sides, Tested, one_sided

STEPS = 100
CLOSE = 1e-12
# A forecast is never taken for surer than independent events of equal weight would make it: see the page.
LEAST_DISPERSION = 1.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """The sum expected of the periods to come; `spread` of the log of observed over expected; degrees of freedom."""

    expected: float
    spread: float
    freedom: int


def trend_test(sides: Sides, alternative: str) -> Tested:
    """Whether the sum of the periods 0 and later exceeds the trend of those numbered -1, -2, … before."""
    sides = every_period(sides)
    before = sides.value < 0
    observed = float(sides.amount[~before].sum())
    forecast = forecast_sum(
        sides.value[before], sides.amount[before], sides.like[before], sides.value[~before]
    )
    if observed <= 0 or forecast.expected <= 0:
        return Tested(1.0, False, lambda: Effect(0.0, 0.0, None, observed, forecast.expected))
    t = float(np.log(observed / forecast.expected) / forecast.spread)
    p = one_sided(float(stdtr(forecast.freedom, -t)), float(stdtr(forecast.freedom, t)), alternative)
    return Tested(p, t > 0, lambda: surge(observed, forecast))


def every_period(sides: Sides) -> Sides:
    """With the periods between the first and the last in which nothing happened."""
    value = np.arange(sides.value.min(), sides.value.max() + 1)
    place = (sides.value - value[0]).astype(np.int64)

    def filled(column: Floats) -> Floats:
        return np.bincount(place, column, len(value)).astype(np.float64)

    none = np.zeros(len(value))
    own, like, amount = filled(sides.own), filled(sides.like), filled(sides.amount)
    return Sides(none.astype(np.int64), value, own, like, none, none, amount)


def surge(observed: float, forecast: Forecast) -> Effect:
    """Observed over expected, with the interval of that ratio for a year that keeps the trend."""
    ratio = observed / forecast.expected
    reach = float(np.exp(stdtrit(forecast.freedom, 1 - OUTSIDE / 2) * forecast.spread))
    return Effect(ratio, ratio / reach, ratio * reach, observed, forecast.expected)


def forecast_sum(periods: Floats, amounts: Floats, cases: Floats, ahead: Floats) -> Forecast:
    freedom = len(periods) - 2
    if not amounts.sum() > 0:
        return Forecast(0.0, np.inf, freedom)
    design = np.column_stack([np.ones_like(periods), periods])
    unit = float(amounts.sum() / max(cases.sum(), 1.0))
    coefficients, expected = fitted(design, amounts)
    dispersion = max(LEAST_DISPERSION * unit, float(((amounts - expected) ** 2 / expected).sum()) / freedom)
    information = design.T @ (expected[:, None] * design)
    parts = np.exp(np.column_stack([np.ones_like(ahead), ahead]) @ coefficients)
    total = float(parts.sum())
    slope = np.array([total, float(parts @ ahead)]) / total
    spread = dispersion * (1 / total + float(slope @ np.linalg.solve(information, slope)))
    return Forecast(total, float(np.sqrt(spread)), freedom)


def fitted(design: Floats, amounts: Floats) -> tuple[Floats, Floats]:
    """Iterated weighted least squares for the log link; amounts of zero are no trouble to it."""
    expected = np.maximum(amounts, amounts.mean() / 10)
    coefficients = np.zeros(2)
    for _ in range(STEPS):
        working = np.log(expected) + (amounts - expected) / expected
        weighted = design.T * expected
        new = np.linalg.solve(weighted @ design, weighted @ working)
        moved = float(np.abs(new - coefficients).max())
        coefficients = new
        expected = np.exp(design @ coefficients)
        if moved < CLOSE:
            break
    return coefficients, expected
