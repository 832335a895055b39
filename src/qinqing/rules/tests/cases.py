"""The cases beside each rule: given facts, the day, what the bureau has set, and the verdicts expected."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from qinqing.law.values import Values
from qinqing.rules.answers import decided_on
from qinqing.rules.catalogue import Rule, load_rules
from qinqing.rules.macros import Binding
from qinqing.rules.strict_yaml import read_strictly
from qinqing.rules.tests.given import Facts, facts

VERDICTS = ("kept", "flagged", "undetermined")


@dataclass(frozen=True)
class Case:
    """One entry of a `*.cases.yaml`: `case`, `on`, `given`, `expect`; `values` and `findings` if need be."""

    rule: Rule
    entry: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.rule.id}：{self.entry['case']}"

    @property
    def facts(self) -> Facts:
        return facts(self.entry["given"], list(self.rule.compiled.reads))

    @cached_property
    def values(self) -> Values:
        """The catalogue, with what the case says the bureau has set."""
        with tempfile.TemporaryDirectory() as folder:
            own = Path(folder) / "values.yaml"
            own.write_text(yaml.safe_dump({"values": self.entry.get("values", {})}), encoding="utf-8")
            return Values.load(own)

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        return raw_rows(self.rule, self.facts, Binding(self.entry["on"], self.values))


def cases_of(rule: Rule) -> list[Case]:
    return [Case(rule, entry) for entry in read_strictly(rule.cases.read_text(encoding="utf-8"))]


def all_cases() -> list[Case]:
    return [case for rule in load_rules().values() for case in cases_of(rule)]


def raw_rows(rule: Rule, folder: Facts, binding: Binding) -> dict[str, dict[str, Any]]:
    """Every unit judged, each exactly once, on a day not later than the day judged."""
    connection = folder.connect(binding.on)
    query = rule.compiled.sql(binding)
    if rule.is_pattern:  # its query yields cells: what is decided on them is the answer
        query = decided_on(connection, rule, query).shown()
    cursor = connection.execute(query)
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
