"""The methods a rule's header may name, and what each asks of its cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from qinqing.rules.patterns.found import Sides, Tested, in_shared_strata
from qinqing.rules.patterns.odds import odds_test
from qinqing.rules.patterns.ranks import rank_test
from qinqing.rules.patterns.rates import rate_test
from qinqing.rules.patterns.scan import scan_test
from qinqing.rules.patterns.trend import trend_test


@dataclass(frozen=True, slots=True)
class Method:
    """A test and how its figures are told: `even` is the effect of no difference, `scale` that of the means."""

    test: Callable[[Sides, str], Tested]
    even: Decimal
    scale: int = 1
    stratified: bool = True

    def sides(self, sides: Sides) -> Sides:
        return in_shared_strata(sides) if self.stratified else sides


ONE, HALF = Decimal(1), Decimal("0.5")
PER_CENT = 100
METHODS = {
    "odds": Method(odds_test, ONE, PER_CENT),
    "ranks": Method(rank_test, HALF),
    "rates": Method(rate_test, ONE),
    "scan": Method(scan_test, ONE, PER_CENT, stratified=False),
    "trend": Method(trend_test, ONE, stratified=False),
}
