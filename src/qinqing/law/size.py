"""How large an enterprise is by law: the lowest class among its indicators, by industry.

Figures stand in enterprise_size.tsv (工信部联企业〔2011〕300号, the legal test for late payment; 国统字〔2017〕213号 has the same).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from qinqing.refusals import Refused, Say

TABLE = Path(__file__).with_name("enterprise_size.tsv")
# From the largest down; what reaches no bound is micro. Individual businesses stand outside the table.
CLASSES = ("large", "medium", "small", "micro")
SMALLEST = CLASSES[-1]
INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class Bounds:
    """One indicator of an industry: its unit, and the least amount of each class above micro, largest class first."""

    unit: str
    least: tuple[Decimal, ...]

    def class_of(self, amount: Decimal) -> int:
        """The place in CLASSES of the class this amount alone would give."""
        return next((place for place, bound in enumerate(self.least) if amount >= bound), len(self.least))


@dataclass(frozen=True, slots=True)
class Classified:
    """`size` is None where it cannot be told: then `missing` names the indicators that are needed."""

    size: str | None
    missing: tuple[str, ...] = ()


@cache
def industries() -> dict[int, dict[str, Bounds]]:
    """Industry number → indicator → bounds."""
    found: dict[int, dict[str, Bounds]] = defaultdict(dict)
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            least = tuple(Decimal(row[f"{name}_min"]) for name in CLASSES[:-1])
            found[int(row["industry_no"])][row["indicator"]] = Bounds(row["unit"], least)
    return dict(found)


def classify(industry: int, amounts: Mapping[str, Decimal | int], *, individual: bool = False) -> Classified:
    """The size of an enterprise of `industry` with `amounts` by indicator, in the table's units.

    A missing indicator leaves the size open, unless a known one already makes it micro. Refused
    `size.industry` for an industry the table leaves out (finance, education, health …).
    """
    if individual:
        return Classified(INDIVIDUAL)
    bounds = industries().get(industry)
    if bounds is None:
        known = "、".join(str(number) for number in sorted(industries()))
        says = Say(
            f"划型标准没有行业 {industry}；有 {known}",
            f"the standard has no industry {industry}; it has {known}",
        )
        raise Refused("size.industry", says)
    places = [each.class_of(Decimal(amounts[name])) for name, each in bounds.items() if name in amounts]
    missing = tuple(name for name in bounds if name not in amounts)
    lowest = max(places, default=0)
    if missing and (not places or CLASSES[lowest] != SMALLEST):
        return Classified(None, missing)
    return Classified(CLASSES[lowest])
