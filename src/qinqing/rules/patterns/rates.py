"""Rates: events per day watched, own against like, given how many events there were in each stratum.

docs/algorithms/rates.md. Przyborowski and Wilenski (1940); Rothman and Boice (1979).
"""

from __future__ import annotations

from qinqing.rules.patterns.exact import SumLaw, of_events
from qinqing.rules.patterns.found import OUTSIDE, Effect, Floats, Sides, Tested, one_sided, sums_by_stratum

PER_DAYS = 1000


def rate_test(sides: Sides, alternative: str) -> Tested:
    """Whether events are more frequent on the own side, day for day, than on the like one."""
    own, like, own_days, like_days = by_stratum(sides)
    law, total = of_events(own, like, own_days, like_days), round(own.sum())
    p = one_sided(law.at_least(total), law.at_most(total), alternative)
    expected = float(((own + like) * own_days / (own_days + like_days)).sum())
    return Tested(p, total > expected, lambda: rate_ratio(sides, law, total))


def by_stratum(sides: Sides) -> tuple[Floats, Floats, Floats, Floats]:
    """Events and days of either side."""
    return (
        sums_by_stratum(sides, sides.own),
        sums_by_stratum(sides, sides.like),
        sums_by_stratum(sides, sides.own_days),
        sums_by_stratum(sides, sides.like_days),
    )


def rate_ratio(sides: Sides, law: SumLaw, total: int) -> Effect:
    """Plain figures: events in 1,000 days, the like side as if watched in the own side's mixture of strata."""
    own, like, own_days, like_days = by_stratum(sides)
    low, high = law.interval(total, OUTSIDE)
    mean = float(own.sum() / own_days.sum()) * PER_DAYS
    like_mean = float((own_days / own_days.sum()) @ (like / like_days)) * PER_DAYS
    return Effect(law.ratio(total), low, high, mean, like_mean)
