"""A figure without its unit says little: every rule that gives a number says what it counts."""

from __future__ import annotations

import pytest
from sqlglot import exp

from qinqing.rules.catalogue import load_rules

FIGURES = ("observed", "limit_")
RULES = [rule for rule in load_rules().values() if rule.header.kind != "pattern"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_numbers_have_a_unit_and_days_of_the_calendar_have_none(rule):
    types = [kind for name in FIGURES if (kind := rule.compiled.outputs.get(name)) is not None]
    numbers = any(kind.this in (*exp.DataType.NUMERIC_TYPES, exp.DataType.Type.DECIMAL) for kind in types)
    assert (rule.header.measures is not None) == numbers
