"""How large an enterprise is in the eyes of the law: large, medium, small or micro, by industry.

Source: 工信部联企业〔2011〕300号, the test for late payment under 国务院令第802号 Art. 3; its thresholds stand only in
`enterprise_size.tsv`, each row with the confidence of its weakest figure. Not covered there: finance (a standard of
its own), education, health (but for social work), public administration.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

from qinqing.refusals import Problem, Refused, Say

TABLE = Path(__file__).parent / "enterprise_size.tsv"
# From the largest down; what meets no bound is micro.
BOUNDED = ("large", "medium", "small")
CLASSES = (*BOUNDED, "micro")
# Individually-owned businesses stand outside the table and keep a class of their own.
INDIVIDUAL = "individual"
INDUSTRY = "industry"


@dataclass(frozen=True, slots=True)
class Indicator:
    """`name`: employees, revenue or assets; `unit`: person or 10k_CNY; `bounds`: the least of large, medium, small;
    `confidence`: 2+ where two sources gave every bound, memory where one bound was found in none."""

    name: str
    unit: str
    bounds: tuple[Decimal, ...]
    confidence: str

    def class_of(self, amount: int | Decimal) -> str:
        """The class this one indicator allows."""
        return next(
            (name for name, least in zip(BOUNDED, self.bounds, strict=True) if amount >= least), "micro"
        )


@dataclass(frozen=True, slots=True)
class Industry:
    """The rows of one industry."""

    number: int
    name: Say
    indicators: tuple[Indicator, ...]

    @property
    def vouched(self) -> bool:
        """Whether every bound was seen in two sources; else whoever relies on it checks the standard first."""
        return all(indicator.confidence == "2+" for indicator in self.indicators)


class Sizing(NamedTuple):
    """`size`, or None where it cannot be determined; then `missing` names the indicators, or `industry`.
    `vouched`: False where the industry's bounds are not all confirmed."""

    size: str | None
    missing: tuple[str, ...] = ()
    vouched: bool = True


@cache
def industries() -> dict[int, Industry]:
    """Industry number → its indicators, as the table lists them."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found: dict[int, Industry] = {}
    for row in rows:
        number = int(row["industry_no"])
        bounds = tuple(Decimal(row[f"{name}_min"]) for name in BOUNDED)
        before = found[number].indicators if number in found else ()
        name = Say(row["industry_zh"], row["industry_en"])
        indicator = Indicator(row["indicator"], row["unit"], bounds, row["confidence"])
        found[number] = Industry(number, name, (*before, indicator))
    return found


def classify(
    industry_no: int | None, amounts: Mapping[str, int | Decimal | None], *, individual: bool = False
) -> Sizing:
    """The lowest class among the industry's indicators: a class is reached only where every indicator reaches it.

    `amounts`: indicator → amount in the table's unit (persons; 10,000 CNY). One indicator below every bound makes a
    micro enterprise, whatever else is missing. Undetermined: an industry the table does not cover, a missing amount.
    Refused `size.amount`: an amount below zero or not a number.
    """
    if individual:
        return Sizing(INDIVIDUAL)
    _check(amounts)
    industry = industries().get(industry_no) if industry_no else None
    if industry is None:
        return Sizing(None, (INDUSTRY,))
    known = {
        i.name: i.class_of(amount) for i in industry.indicators if (amount := amounts.get(i.name)) is not None
    }
    lowest = max(known.values(), key=CLASSES.index, default=None)
    missing = tuple(i.name for i in industry.indicators if i.name not in known)
    if missing and lowest != CLASSES[-1]:
        return Sizing(None, missing, industry.vouched)
    return Sizing(lowest, (), industry.vouched)


def _check(amounts: Mapping[str, int | Decimal | None]) -> None:
    says = Say("应为不小于零的数", "must be a number not below zero")
    problems = [
        Problem(name, says)
        for name, amount in amounts.items()
        if amount is not None and not (Decimal(amount).is_finite() and amount >= 0)
    ]
    if problems:
        raise Refused("size.amount", Say("企业规模的指标有误", "an indicator of size is wrong"), problems)
