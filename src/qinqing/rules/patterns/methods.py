"""The methods a rule's header may name, and what each asks of its cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

import numpy as np

from qinqing.rules.patterns.found import Floats, Many, Sides, Tested
from qinqing.rules.patterns.odds import odds_test
from qinqing.rules.patterns.ranks import rank_test
from qinqing.rules.patterns.rates import rate_test
from qinqing.rules.patterns.scan import scan_test
from qinqing.rules.patterns.screens import odds, ranks, rates, scan
from qinqing.rules.patterns.trend import trend_test

Screen: TypeAlias = Callable[[Many, str], Floats]


def untold(many: Many, alternative: str) -> Floats:
    """Of a method that has no screen: every unit is left to the test."""
    return np.zeros(many.units)


@dataclass(frozen=True, slots=True)
class Method:
    """A test, its screen, and how figures are told: `even` is the effect of no difference, `scale` that of the means.

    `stratified`: strata only one side has compare nothing.
    """

    test: Callable[[Sides, str], Tested]
    screen: Screen
    even: Decimal
    scale: int = 1
    stratified: bool = True


ONE, HALF = Decimal(1), Decimal("0.5")
PER_CENT = 100
METHODS = {
    "odds": Method(odds_test, odds.least_p, ONE, PER_CENT),
    "ranks": Method(rank_test, ranks.least_p, HALF),
    "rates": Method(rate_test, rates.least_p, ONE),
    "scan": Method(scan_test, scan.least_p, ONE, PER_CENT, stratified=False),
    "trend": Method(trend_test, untold, ONE, stratified=False),
}
