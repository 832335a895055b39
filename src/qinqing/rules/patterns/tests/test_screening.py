"""Screening changes no answer: who is kept is kept by the test too, and whoever might be found is tested."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from qinqing.law.values import Values
from qinqing.rules.catalogue import load_rules
from qinqing.rules.macros import Binding
from qinqing.rules.patterns import reading, screening
from qinqing.rules.patterns.comparing import grid_of
from qinqing.rules.patterns.decide import decide
from qinqing.rules.patterns.declared import Declared
from qinqing.rules.patterns.methods import METHODS
from qinqing.rules.patterns.reading import Counted
from qinqing.rules.patterns.showing import show
from qinqing.rules.patterns.tests.drawn import SCHEMA, Drawn, connected
from qinqing.rules.patterns.tests.planted import ON, PLANTED, Asked, Planted
from qinqing.rules.tests.cases import raw_rows
from qinqing.rules.tests.given import facts

RULES = load_rules()
LEVEL = 0.05
METHODS_SCREENED = ("odds", "ranks", "rates", "scan")
Answers = list[dict[str, Any]]


def declared(method: str, alternative: str = "greater", together: str = "either") -> Declared:
    compares = {"first": method} if together == "alone" else {"first": method, "second": method}
    return Declared(compares, alternative, together, {"own": 5, "like": 5}, LEVEL, {})


def drawn(seed: int, how: Declared, cases: float = 4.0, effect: float = 2.0, whole: bool = True) -> Drawn:
    values = {"ranks": 6, "rates": 1, "trend": 9}.get(how.compares["first"], 2)
    return Drawn(how, values, cases, effect, whole, np.random.default_rng(seed))


def counted(world: Drawn) -> Counted:
    return Counted(connected(world.rows()), "SELECT * FROM cells", SCHEMA.names)


def answers(world: Drawn) -> Answers:
    cells = counted(world)
    rows, told = decide(cells.figures(), world.declared, untold=3)
    show(told, cells, world.declared, ("name",))
    return rows


def unscreened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every unit judged is tested."""
    monkeypatch.setattr(screening, "surely_kept", lambda *given: np.zeros_like(given[-1]))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("asked", [("greater", "alone"), ("two-sided", "either"), ("greater", "both")])
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("cases", [1.0, 30.0])
def test_worlds_drawn_at_random_get_the_same_answers(
    method: str, asked: tuple[str, str], whole: bool, cases: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = (7, declared(method, *asked), cases, 2.0, whole)
    screened = answers(drawn(*world))
    unscreened(monkeypatch)
    assert answers(drawn(*world)) == screened


def of_planted(planted: Planted, effect: float) -> dict[str, dict[str, Any]]:
    rule = RULES[planted.rule]
    assert rule.header.test is not None
    sizes = rule.header.test.planted
    asked = Asked(int(sizes["own"]), int(sizes["like"]), effect, np.random.default_rng(5))
    given = facts(planted.make(asked), list(rule.compiled.reads))
    return raw_rows(rule, given, Binding(ON, Values.load()))


@pytest.mark.parametrize("planted", PLANTED, ids=[f"{p.rule}-{p.comparison}" for p in PLANTED])
def test_planted_worlds_get_the_same_answers(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    test = RULES[planted.rule].header.test
    assert test is not None
    effects = (planted.even, test.planted[planted.comparison])
    screened = [of_planted(planted, effect) for effect in effects]
    unscreened(monkeypatch)
    assert [of_planted(planted, effect) for effect in effects] == screened


@pytest.mark.parametrize("method", METHODS_SCREENED)
@pytest.mark.parametrize("alternative", ["greater", "two-sided"])
@pytest.mark.parametrize("cases", [1.0, 8.0, 300.0])
def test_a_screen_says_no_more_than_the_test(method: str, alternative: str, cases: float) -> None:
    how = declared(method, alternative, "alone")
    world = drawn(3, how, cases, whole=method != "scan")
    for cells in counted(world).figures():
        grid = grid_of(cells, "first", METHODS[method].stratified)
        enough = screening.enough_cases(grid, how)
        least = METHODS[method].screen(grid.only(enough), alternative)
        for unit in np.flatnonzero(enough).tolist():
            p = METHODS[method].test(grid.of(unit)[0], alternative).p
            assert not least[unit] > p * (1 + 1e-6) + 1e-9


@pytest.mark.parametrize("method", METHODS_SCREENED)
def test_where_nobody_differs_few_are_tested(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = drawn(4, declared(method), effect=1.0, whole=method != "scan")
    judged, kept = 0, 0

    def noted(*given: Any) -> Any:
        nonlocal judged, kept
        seen = screened(*given)
        judged, kept = judged + int(seen.judged.sum()), kept + int(seen.kept.sum())
        return seen

    screened = screening.screened
    monkeypatch.setattr("qinqing.rules.patterns.decide.screened", noted)
    answers(world)
    assert judged >= 10 and kept > 0.7 * judged


def test_where_batches_end_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    how = declared("ranks")
    worlds = [Drawn(how, 200, 4.0, 1.5, True, np.random.default_rng(seed)) for seed in (1, 1)]
    at_once = answers(worlds[0])
    monkeypatch.setattr(reading, "BATCH", 2048)
    assert answers(worlds[1]) == at_once
