"""The like-case comparison sheet 类案对照表: a unit's own cases beside like ones, for a person to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

import yaml

from qinqing.refusals import Say

# The column of a pattern rule's answers that holds the sheet, and its type.
SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class LikeCase:
    """One line of a sheet: the case `ref` (`table:key`) and the value by which it is compared.

    `own`: of the unit itself, else a like one · `comparison`: as the slot `test` names it · `stratum`: cases are
    compared within it only · `value`, `days`, `amount_cny`: as the rule's query counts them, see `patterns.found.Sides` ·
    `cases`: how many of that side are alike in all this, the one named among them.
    """

    own: bool
    ref: str
    comparison: str
    stratum: str
    value: Decimal
    cases: int
    days: int
    amount_cny: Decimal


@dataclass(frozen=True, slots=True)
class Beside:
    """A row of the sheet as it is shown: an own case beside a like one of the same stratum; None where a side has no more."""

    comparison: str
    stratum: str
    own: LikeCase | None
    like: LikeCase | None


def read_sheet(rows: Iterable[dict[str, Any]] | None) -> tuple[LikeCase, ...]:
    """The sheet as answers hold it."""
    return tuple(LikeCase(**row) for row in rows or ())


def side_by_side(sheet: Sequence[LikeCase]) -> Iterator[Beside]:
    """Own cases left, like ones right, stratum by stratum."""
    ordered = sorted(sheet, key=within)
    for (comparison, stratum), cases in groupby(ordered, key=within):
        both = [*cases]
        own, like = ([case for case in both if case.own is side] for side in (True, False))
        yield from (Beside(comparison, stratum, *pair) for pair in zip_longest(own, like))


def within(case: LikeCase) -> tuple[str, str]:
    return case.comparison, case.stratum


def counted(sheet: Iterable[LikeCase]) -> tuple[int, int]:
    """Cases named of either side, each once: own, like."""
    named = {(case.own, case.ref) for case in sheet}
    return sum(own for own, _ in named), sum(not own for own, _ in named)


def compared_words(comparison: str) -> Say:
    """What is compared: refused → 是否许可 / outcome."""
    return Say(**_words()[comparison]["compared"])


def value_words(case: LikeCase) -> Say:
    """The value of a case in words: 不予许可 / refused, 12 个工作日 / 12 working days."""
    words = _words()[case.comparison]
    said = words["says"] if "says" in words else words[f"is-{case.value.normalize():f}"]
    figures = {
        "value": f"{case.value.normalize():f}",
        "cases": f"{case.cases:,}",
        "days": f"{case.days:,}",
        "amount": f"{case.amount_cny:,.2f}",
    }
    return Say(said["zh"].format(**figures), said["en"].format(**figures))


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    read: dict[str, dict[str, dict[str, str]]]
    read = yaml.safe_load(Path(__file__).with_name("comparisons.yaml").read_text(encoding="utf-8"))
    return read
