"""Every rule against the cases beside it: given these facts, these verdicts and no others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from qinqing.law.values import Values
from qinqing.rules.catalogue import Rule, load_rules
from qinqing.rules.engine import judge
from qinqing.rules.macros import Binding
from qinqing.rules.strict_yaml import read_strictly
from qinqing.rules.tests.given import Facts, facts

VERDICTS = ("kept", "flagged", "undetermined")


@dataclass(frozen=True)
class Case:
    rule: Rule
    given: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.rule.id}：{self.given['case']}"


def cases() -> list[Case]:
    rules = load_rules().values()
    return [
        Case(rule, given) for rule in rules for given in read_strictly(rule.cases.read_text(encoding="utf-8"))
    ]


@pytest.fixture
def values(case: Case, tmp_path: Path) -> Values:
    """The catalogue, with what the case says the bureau has set."""
    own = tmp_path / "values.yaml"
    own.write_text(yaml.safe_dump({"values": case.given.get("values", {})}), encoding="utf-8")
    return Values.load(own)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_rule_judges_the_case_as_it_should_be_judged(case: Case, values: Values):
    folder = facts(case.given["given"], list(case.rule.compiled.reads))
    day = case.given["on"]
    rows = raw_rows(case.rule, folder, Binding(day, values))
    result = judge(folder, on=day, rules=case.rule.id, values=values)
    expected = {unit_of(entry): verdict_of(entry) for entry in case.given["expect"]}
    assert {unit: row["verdict"] for unit, row in rows.items()} == expected
    assert result.rules[0].judged == len(expected)
    for entry in case.given["expect"]:
        compare(entry, rows[unit_of(entry)], {found.unit: found for found in result.findings})
    if "findings" in case.given:
        assert len(result.findings) == case.given["findings"]
    for found in result.findings:
        assert "{" not in found.says + found.says_en and "None" not in found.says + found.says_en


def raw_rows(rule: Rule, folder: Facts, binding: Binding) -> dict[str, dict[str, Any]]:
    """Every unit judged, each exactly once, on a day not later than the day judged."""
    cursor = folder.connect(binding.on).execute(rule.compiled.sql(binding))
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    judged = [row for row in rows if row["verdict"]]
    units = [row["unit"] for row in judged]
    assert len(units) == len(set(units)), "a unit is judged twice"
    assert all(row["on"] <= binding.on for row in judged)
    return {row["unit"]: row for row in judged}


def verdict_of(entry: dict[str, Any]) -> str:
    return next(verdict for verdict in VERDICTS if verdict in entry)


def unit_of(entry: dict[str, Any]) -> str:
    return str(entry[verdict_of(entry)])


def compare(entry: dict[str, Any], row: dict[str, Any], findings: dict[str, Any]) -> None:
    for name, expected in entry.items():
        if name in VERDICTS:
            continue
        if name == "missing":
            assert row["missing"] == expected
            continue
        assert plain(getattr(findings[unit_of(entry)], name)) == plain(expected), name


def plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float | Decimal):
        return Decimal(str(value)).quantize(Decimal("0.01"))
    return value.date() if isinstance(value, datetime) else value


def test_a_case_that_expects_the_wrong_verdict_fails():
    """The runner can fail: what a case does not expect is not overlooked."""
    rule = load_rules()["application-overdue"]
    row = {"application_id": "A1", "due_on": date(2025, 1, 2)}
    rows = raw_rows(
        rule, facts({"applications": [row]}, ["applications"]), Binding(date(2025, 2, 1), Values.load())
    )
    assert {unit: row["verdict"] for unit, row in rows.items()} == {"A1": "flagged"}
