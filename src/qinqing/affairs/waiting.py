"""How long it really takes: of cases finished and cases still open, each waiting counted until it ended or until today.

The product-limit estimate of Kaplan and Meier (J. Am. Stat. Assoc. 53, 1958, 457–481); docs/algorithms/waiting.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Waited:
    """`cases` that waited `days`; `decided`: until their decision, else nobody knows yet how much longer."""

    days: int
    decided: bool
    cases: int = 1


def days_until(share: Fraction, waited: Iterable[Waited]) -> int | None:
    """Within how many days `share` of all cases are decided; None where too many are still open to tell.

    Exact arithmetic: the answer does not hang on rounding. Of cases that ended and cases left on one day, those that
    ended come first.
    """
    decided, left = Counter[int](), Counter[int]()
    for one in waited:
        (decided if one.decided else left)[one.days] += one.cases
    at_risk, open_share = sum(decided.values()) + sum(left.values()), Fraction(1)
    for day in sorted({*decided, *left}):
        if decided[day]:
            open_share *= 1 - Fraction(decided[day], at_risk)
            if open_share <= 1 - share:
                return day
        at_risk -= decided[day] + left[day]
    return None
