"""Pattern rules: how often a difference of the promised size is found, and how often chance passes for one.

Per comparison 200 small worlds with one unit that differs as its rule's header promises, and 200 without any
difference (`make prove` draws the same). Pass lines: power 0.9, at most 18 null worlds with a false discovery.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.results import Line, keep
from bench.support.worlds import scale
from qinqing.rules.patterns.tests.planted import PLANTED, Planted
from qinqing.rules.patterns.tests.test_power import POWER, RULES, verdicts

WORLDS = max(200 // scale(), 4)
PASS_ALARMS = 18


def main() -> int:
    figures = {f"{planted.rule}-{planted.comparison}": measured(planted) for planted in PLANTED}
    lines = [
        Line(
            f"{name}: power, null worlds with an alarm",
            f"{figure['power']:.2f}, {figure['alarms']} of {WORLDS}",
            f"≥ {POWER}, ≤ {PASS_ALARMS}",
            figure["power"] >= POWER and figure["alarms"] <= PASS_ALARMS,
        )
        for name, figure in figures.items()
    ]
    return keep("power", {"worlds": WORLDS, "comparisons": figures}, *lines)


def measured(planted: Planted) -> dict[str, float]:
    test = RULES[planted.rule].header.test
    assert test
    effect = test.planted[planted.comparison]
    found = sum(verdicts(planted, effect, seed)[planted.unit] == "flagged" for seed in range(WORLDS))
    nulls = [verdicts(planted, planted.even, seed) for seed in range(WORLDS)]
    alarms = sum("flagged" in world.values() for world in nulls)
    return {"effect": effect, "power": found / WORLDS, "alarms": alarms}


if __name__ == "__main__":
    raise SystemExit(main())
