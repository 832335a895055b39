"""How large an enterprise is by law: the lowest class among its indicators, by industry.

Figures stand in enterprise_size.tsv (工信部联企业〔2011〕300号, the legal test for late payment; 国统字〔2017〕213号 has the same),
each row with the confidence of its weakest figure. Not covered: finance (a standard of its own), education, health but for
social work, public administration.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from qinqing.refusals import Problem, Refused, Say

TABLE = Path(__file__).with_name("enterprise_size.tsv")
# From the largest down; what reaches no bound is micro. Individual businesses stand outside the table.
CLASSES = ("large", "medium", "small", "micro")
SMALLEST = CLASSES[-1]
INDIVIDUAL = "individual"
# Two sources or more; a bound found in fewer is for whoever relies on it to check against the standard.
VOUCHED = "2+"


@dataclass(frozen=True, slots=True)
class Bounds:
    """One indicator of an industry: its unit, and the least amount of each class above micro, largest class first."""

    unit: str
    least: tuple[Decimal, ...]
    vouched: bool

    def class_of(self, amount: Decimal) -> int:
        """The place in CLASSES of the class this amount alone would give."""
        return next((place for place, bound in enumerate(self.least) if amount >= bound), len(self.least))


@dataclass(frozen=True, slots=True)
class Classified:
    """`size` is None where it cannot be told: then `missing` names the indicators that are needed.
    `vouched` is False where a bound of the industry was not seen in two sources."""

    size: str | None
    missing: tuple[str, ...] = ()
    vouched: bool = True


@cache
def industries() -> dict[int, dict[str, Bounds]]:
    """Industry number → indicator → bounds."""
    found: dict[int, dict[str, Bounds]] = defaultdict(dict)
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            least = tuple(Decimal(row[f"{name}_min"]) for name in CLASSES[:-1])
            bounds = Bounds(row["unit"], least, row["confidence"] == VOUCHED)
            found[int(row["industry_no"])][row["indicator"]] = bounds
    return dict(found)


def classify(
    industry: int, amounts: Mapping[str, Decimal | int | None], *, individual: bool = False
) -> Classified:
    """The size of an enterprise of `industry` with `amounts` by indicator, in the table's units.

    A missing indicator (absent or None) leaves the size open, unless a known one already makes it micro. Refused
    `size.industry` for an industry the table leaves out (finance, education, health …), `size.amount` for an amount
    below zero or no number.
    """
    if individual:
        return Classified(INDIVIDUAL)
    bounds = _bounds_of(industry)
    known = {name: Decimal(amount) for name, amount in amounts.items() if amount is not None}
    _check(known)
    vouched = all(each.vouched for each in bounds.values())
    places = [each.class_of(known[name]) for name, each in bounds.items() if name in known]
    missing = tuple(name for name in bounds if name not in known)
    size = CLASSES[max(places)] if places else None
    if missing and size != SMALLEST:
        return Classified(None, missing, vouched)
    return Classified(size, (), vouched)


def _bounds_of(industry: int) -> dict[str, Bounds]:
    bounds = industries().get(industry)
    if bounds is None:
        known = "、".join(str(number) for number in sorted(industries()))
        says = Say(
            f"划型标准没有行业 {industry}；有 {known}",
            f"the standard has no industry {industry}; it has {known}",
        )
        raise Refused("size.industry", says)
    return bounds


def _check(amounts: Mapping[str, Decimal]) -> None:
    says = Say("应为不小于零的数", "must be a number not below zero")
    wrong = [name for name, amount in amounts.items() if not amount.is_finite() or amount < 0]
    if wrong:
        problems = [Problem(name, says) for name in wrong]
        raise Refused("size.amount", Say("划型指标有误", "an indicator of size is wrong"), problems)
