"""What some cases of a rule answer: a few rows, counted in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from qinqing.rules.answers import hold_to_contract
from qinqing.rules.rule import Rule

VERDICTS = ("kept", "flagged", "undetermined")


@dataclass(frozen=True)
class Part:
    """Rows as answers hold them, in the columns `names`."""

    rule: Rule
    names: list[str]
    rows: list[tuple[Any, ...]]

    def __post_init__(self) -> None:
        place = self.names.index("units")
        units = sum(row[place] for row in self.found)
        hold_to_contract(self.rule, sum(map(self._is_wrong, self.rows)), units - len({*self.units}))

    def _is_wrong(self, row: Sequence[Any]) -> bool:
        verdict, on, unit, missing = (row[self.names.index(n)] for n in ("verdict", "on", "unit", "missing"))
        nameless = unit is None and verdict != "kept"
        return (
            on is None
            or nameless
            or verdict not in VERDICTS
            or (verdict == "undetermined" and missing is None)
        )

    @cached_property
    def found(self) -> list[tuple[Any, ...]]:
        """The rows of units that were not kept, in order of unit."""
        verdict, unit = self.names.index("verdict"), self.names.index("unit")
        return sorted((row for row in self.rows if row[verdict] != "kept"), key=lambda row: str(row[unit]))

    @property
    def units(self) -> list[str]:
        place = self.names.index("unit")
        return [row[place] for row in self.found]

    @property
    def columns(self) -> list[list[Any]]:
        """Of the rows found."""
        return [[*cells] for cells in zip(*self.found, strict=True)]

    @property
    def months(self) -> Counter[tuple[str, int]]:
        """(month, 0: judged, 1: flagged, 2: undetermined) → units."""
        counted: Counter[tuple[str, int]] = Counter()
        verdict, on, units = (self.names.index(name) for name in ("verdict", "on", "units"))
        for row in self.rows:
            month = f"{row[on]:%Y-%m}"
            counted[month, 0] += row[units]
            if row[verdict] != "kept":
                counted[month, VERDICTS.index(row[verdict])] += row[units]
        return counted
