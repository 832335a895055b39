"""What some cases of a rule answer: a few rows, counted in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any

import pyarrow as pa

from qinqing.rules.answers import absent, details_of, hold_to_contract
from qinqing.rules.rule import Rule

VERDICTS = ("kept", "flagged", "undetermined")
VERDICT, ON, UNIT, MISSING = range(4)


def one_by_one(rule: Rule, judged: str) -> str:
    """SELECT in the columns of answers, every unit judged in a row of its own."""
    details = (name if name in rule.answers else absent(name) for name in details_of(rule))
    missing = "missing" if "missing" in rule.answers else absent("missing")
    return f"""SELECT verdict, "on", unit, {missing}, {", ".join(details)}, CAST(1 AS BIGINT) AS units
               FROM ({judged}) AS judged WHERE verdict IS NOT NULL"""


@dataclass(frozen=True)
class Part:
    """Rows as `one_by_one` selects them."""

    rule: Rule
    rows: list[tuple[Any, ...]]

    def __post_init__(self) -> None:
        units = {row[UNIT] for row in self.found}
        wrong = sum(n for (day, verdict), n in self.days.items() if day is None or verdict not in VERDICTS)
        hold_to_contract(self.rule, wrong + sum(map(is_wrong, self.found)), len(self.found) - len(units))

    @cached_property
    def days(self) -> Counter[tuple[date, str]]:
        """Day and verdict → units."""
        return Counter(map(itemgetter(ON, VERDICT), self.rows))

    @cached_property
    def found(self) -> list[tuple[Any, ...]]:
        """Those that were not kept, in order of unit."""
        return sorted((row for row in self.rows if row[VERDICT] != "kept"), key=lambda row: str(row[UNIT]))

    def table(self, schema: pa.Schema) -> pa.Table:
        """Of those found."""
        columns = zip(*self.found, strict=True) if self.found else ([] for _ in schema)
        arrays = (pa.array([*cells], field.type) for cells, field in zip(columns, schema, strict=True))
        return pa.table([*arrays], schema=schema)

    @property
    def months(self) -> Counter[tuple[str, int]]:
        """(month, 0: judged, 1: flagged, 2: undetermined) → units."""
        counted: Counter[tuple[str, int]] = Counter()
        for (day, verdict), units in self.days.items():
            month = f"{day:%Y-%m}"
            counted[month, 0] += units
            if verdict != "kept":
                counted[month, VERDICTS.index(verdict)] += units
        return counted


def is_wrong(row: Sequence[Any]) -> bool:
    """A unit found has a name; one that cannot be told, something missing."""
    return row[UNIT] is None or (row[VERDICT] == "undetermined" and row[MISSING] is None)
