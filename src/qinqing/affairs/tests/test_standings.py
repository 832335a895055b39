"""Places are told apart only where the data separate them."""

from __future__ import annotations

import numpy as np

from qinqing.affairs.standings import Count, Place, places


def test_what_nobody_can_separate_stands_anywhere() -> None:
    assert places([Count(1, 20), Count(3, 20), Count(2, 20)]) == [Place(1, 3)] * 3


def test_what_is_plain_is_told_apart() -> None:
    assert places([Count(2, 400), Count(200, 400), Count(4, 400)]) == [Place(1, 2), Place(3, 3), Place(1, 2)]


def test_without_cases_one_may_stand_anywhere() -> None:
    assert places([Count(0, 0), Count(1, 400), Count(300, 400)])[0] == Place(1, 3)


def test_alone_one_is_first_and_last() -> None:
    assert places([Count(5, 9)]) == [Place(1, 1)]
    assert places([]) == []


def test_of_equals_hardly_ever_anybody_is_told_apart() -> None:
    """Of 300 offices of six equal handlers at most one in twenty, by what the correction promises; here with slack."""
    chance, apart = np.random.default_rng(7), 0
    for _ in range(300):
        counts = [Count(int(bad), 60) for bad in chance.binomial(60, 0.2, size=6)]
        apart += places(counts) != [Place(1, 6)] * 6
    assert apart <= 15
