"""What a pattern rule's header promises is kept: the planted difference is found, and chance seldom passes for one.

Both by drawing small worlds over and over. Of the promised share, 0.9, and of the declared level no more may be missed
or raised than chance explains.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import binom

from qinqing.law.values import Values
from qinqing.rules.catalogue import load_rules
from qinqing.rules.macros import Binding
from qinqing.rules.patterns.tests.planted import ON, PLANTED, Asked, Planted
from qinqing.rules.tests.cases import raw_rows
from qinqing.rules.tests.given import facts

RULES = load_rules()
POWER = 0.9
# Of a hundred such rules one has more alarms by chance: in 200 null worlds, more than 18.
UNLUCKY = 0.01
NAMES = [f"{planted.rule}-{planted.comparison}" for planted in PLANTED]


def test_every_comparison_of_every_pattern_rule_is_planted() -> None:
    promised = {
        (rule.id, name)
        for rule in RULES.values()
        if rule.header.test
        for name in rule.header.test.planted
        if name in rule.header.test.compares
    }
    planted = {(planted.rule, planted.comparison) for planted in PLANTED}
    # Both comparisons of retaliation must hold: one world plants both.
    assert promised == planted | {("retaliation", "before")}


def verdicts(planted: Planted, effect: float, seed: int) -> dict[str, str]:
    """Verdict of every unit of one small world."""
    rule = RULES[planted.rule]
    assert rule.header.test is not None
    sizes = rule.header.test.planted
    asked = Asked(int(sizes["own"]), int(sizes["like"]), effect, np.random.default_rng(seed))
    given = facts(planted.make(asked), list(rule.compiled.reads))
    rows = raw_rows(rule, given, Binding(ON, Values.load()))
    return {unit: row["verdict"] for unit, row in rows.items()}


@pytest.mark.proof
@pytest.mark.parametrize("planted", PLANTED, ids=NAMES)
def test_a_difference_of_the_promised_size_is_found(
    planted: Planted, scaled: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    test = RULES[planted.rule].header.test
    assert test is not None
    effect, worlds = test.planted[planted.comparison], scaled(10, 200)
    found = sum(verdicts(planted, effect, seed)[planted.unit] == "flagged" for seed in range(worlds))
    record_property("found", f"in {found} of {worlds} worlds")
    assert found >= POWER * worlds


@pytest.mark.proof
@pytest.mark.parametrize("planted", PLANTED, ids=NAMES)
def test_where_nobody_differs_chance_seldom_passes_for_a_difference(
    planted: Planted, scaled: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    test = RULES[planted.rule].header.test
    assert test is not None
    worlds = scaled(10, 200)
    seen = [verdicts(planted, planted.even, seed) for seed in range(worlds)]
    alarms = sum("flagged" in world.values() for world in seen)
    record_property("alarms", f"in {alarms} of {worlds} null worlds")
    # With few events a null world may be too small to judge; most are not, or silence would mean nothing.
    assert sum(world[planted.unit] == "kept" for world in seen) > worlds / 2
    assert alarms <= binom.ppf(1 - UNLUCKY, worlds, test.level)
