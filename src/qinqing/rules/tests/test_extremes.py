"""Whatever a fact folder may hold, however odd, a rule answers: it never breaks off."""

from __future__ import annotations

import random
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from qinqing.facts.schema import TABLES, Column
from qinqing.law.values import Values
from qinqing.rules.engine import judge
from qinqing.rules.report import written
from qinqing.rules.tests.given import Facts
from qinqing.rules.tests.test_engine import EVERY_TABLE

PARTIES = ["departments", "officials", "enterprises"]
DAYS = [date(1900, 1, 1), date(2024, 2, 29), date(2025, 1, 31), date(2025, 3, 1), date(2199, 12, 31)]
NAMES = ["a", "b", "", "a'; --", "甲\n乙", "{unit}", "x" * 5000, "\u0000"]
ODD: dict[str, list[Any]] = {
    "string": NAMES,
    "int": [0, 1, -1, 60, 2**63 - 1, -(2**63)],
    "grade": [1, 5],
    "money": [Decimal(0), Decimal("0.01"), Decimal("9999999999999999.99")],
    "double": [0.0, -1.0, 0.0365, 1e300, float("inf"), float("nan"), 5e-324],
    "share": [0.0, 0.5, 1.0],
    "bool": [True, False],
    "date": DAYS,
    "time": [datetime.combine(day, datetime.min.time()) for day in DAYS],
}
ROWS = 40
IDS = 6


def odd_cell(chance: random.Random, column: Column, number: int) -> Any:
    if column.is_key:
        return f"{column.name}-{number}"
    if column.optional and chance.random() < 0.3:
        return None
    if column.references:
        return f"{TABLES[column.references].key}-{chance.randrange(IDS)}"
    if column.name in ("holder_id", "person_id"):
        return f"{chance.choice(['official_id', 'enterprise_id', 'person'])}-{chance.randrange(IDS)}"
    return chance.choice(column.choices or ODD[column.type])


def odd_folder(chance: random.Random) -> Facts:
    rows = {
        name: [{c.name: odd_cell(chance, c, n) for c in TABLES[name].columns} for n in range(ROWS)]
        for name in [*EVERY_TABLE, *PARTIES]
    }
    return Facts(rows)


@pytest.mark.parametrize(("seed", "on"), [*enumerate(DAYS)])
def test_no_fact_that_a_folder_may_hold_breaks_a_rule(seed, on):
    folder = odd_folder(random.Random(seed))
    result = judge(folder, on=on)
    assert {rule.status for rule in result.rules} == {"ran"}
    assert all(found.on <= on and None not in (*found.evidence, *found.path) for found in result.findings)
    for form in ("json", "table", "html"):
        assert written(form, result, folder, Values.load(), names=True).encode()
