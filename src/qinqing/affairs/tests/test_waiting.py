"""Within how many days half and nine in ten are decided, cases still open included."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

from qinqing.affairs.waiting import Waited, days_until

HALF, NINE = Fraction(1, 2), Fraction(9, 10)


@pytest.mark.parametrize(
    ("waited", "half", "nine"),
    [
        pytest.param([Waited(d, True) for d in range(1, 11)], 5, 9, id="全部办结"),
        pytest.param([Waited(3, True, 9), Waited(30, True)], 3, 3, id="九件三天"),
        pytest.param([Waited(3, True, 5), Waited(40, False, 5)], 3, None, id="一半没有办结"),
        pytest.param([Waited(3, True), Waited(9, False, 9)], None, None, id="大多没有办结"),
        pytest.param([], None, None, id="没有申请"),
        pytest.param([Waited(1, False, 5), Waited(2, True, 4), Waited(9, True)], 2, 9, id="刚收的不算慢"),
    ],
)
def test_worked_cases(waited: list[Waited], half: int | None, nine: int | None) -> None:
    assert (days_until(HALF, waited), days_until(NINE, waited)) == (half, nine)


def test_it_agrees_with_scipys_estimate() -> None:
    chance = random.Random(20)
    for _ in range(50):
        waited = [Waited(chance.randint(1, 30), chance.random() < 0.7) for _ in range(60)]
        data = CensoredData(
            uncensored=[w.days for w in waited if w.decided], right=[w.days for w in waited if not w.decided]
        )
        curve = ecdf(data).sf
        below = np.flatnonzero(curve.probabilities <= 0.5 + 1e-12)
        theirs = int(curve.quantiles[below[0]]) if below.size else None
        assert days_until(HALF, waited) == theirs


def test_leaving_out_what_is_open_would_flatter() -> None:
    waited = [Waited(5, True, 10), Waited(60, False, 20)]
    decided_only = [one for one in waited if one.decided]
    assert days_until(HALF, decided_only) == 5 and days_until(HALF, waited) is None
