"""Every rule against the cases beside it: given these facts, these verdicts and no others."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from qinqing.rules.catalogue import load_rules
from qinqing.rules.engine import judge
from qinqing.rules.tests.cases import VERDICTS, Case, all_cases, cases_of, unit_of, verdict_of


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_the_rule_judges_the_case_as_it_should_be_judged(case: Case):
    entries = case.entry["expect"]
    expected = {unit_of(entry): verdict_of(entry) for entry in entries}
    assert {unit: row["verdict"] for unit, row in case.rows.items()} == expected
    result = judge(case.facts, on=case.entry["on"], rules=case.rule.id, values=case.values)
    assert result.rules[0].judged == len(expected)
    for entry in entries:
        compare(entry, case.rows[unit_of(entry)], {found.unit: found for found in result.findings})
    assert len(result.findings) == case.entry.get("findings", len(result.findings))
    for found in result.findings:
        assert "{" not in found.says + found.says_en and "None" not in found.says + found.says_en


def compare(entry: dict[str, Any], row: dict[str, Any], findings: dict[str, Any]) -> None:
    for name, expected in entry.items():
        if name == "missing":
            assert row["missing"] == expected
        elif name not in VERDICTS:
            assert plain(getattr(findings[unit_of(entry)], name)) == plain(expected), name


def plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float | Decimal):
        return Decimal(str(value)).quantize(Decimal("0.01"))
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.id)
def test_no_sentence_is_there_that_no_case_makes_the_rule_say(rule):
    rows = [row for case in cases_of(rule) for row in case.rows.values() if row["verdict"] != "kept"]
    said = {row["says"] for row in rows if not (row["missing"] or "").startswith("value:")}
    assert said == set(rule.header.says)


def test_the_runner_overlooks_nothing_a_case_does_not_expect():
    case = cases_of(load_rules()["application-overdue"])[1]
    assert {row["verdict"] for row in case.rows.values()} == {"flagged"}
    silent = Case(case.rule, {**case.entry, "expect": []})
    with pytest.raises(AssertionError):
        test_the_rule_judges_the_case_as_it_should_be_judged(silent)
