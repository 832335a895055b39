"""The slot `test` of a pattern rule's header: how it tells a difference from chance. Method, not law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

METHOD_NAMES = ("odds", "ranks", "rates", "scan", "trend")
ALTERNATIVES = ("greater", "two-sided")
TOGETHER = ("alone", "either", "both")
# What answers hold besides the contract's columns, for sentences to name: column → its type.
FIGURES = {
    **dict.fromkeys(("low", "high", "mean", "like_mean", "difference"), "DECIMAL(38, 2)"),
    **dict.fromkeys(("cases", "like_cases"), "BIGINT"),
    **dict.fromkeys(("p", "q", "stratum"), "VARCHAR"),
}


@dataclass(frozen=True, slots=True)
class Declared:
    """What is compared and how.

    `compares`: name of a comparison → its method · `alternative`: a unit is found where it lies above its like
    cases, or on either side · `together`: one comparison `alone`; `either` of several (the smallest p times their
    number); `both` must hold (the largest p) · `fewest`: cases below which the answer is undetermined: the unit's
    `own`, the `like` ones, `events` of both sides; other names are for the query's own `fewest()` · `level`: the
    share of false discoveries borne · `planted`: the effect of each comparison, and the numbers of cases, for which
    the chance to find it is promised to be 0.9 or more.
    """

    compares: dict[str, str]
    alternative: str
    together: str
    fewest: dict[str, int]
    level: float
    planted: dict[str, float]

    def sentences(self) -> set[str]:
        """The names of what such a rule says of a unit; `uncounted` besides, where the query names missing facts."""
        told = {"both"} if self.together == "both" else {*self.compares}
        below = {f"{name}-less" for name in told} if self.alternative == "two-sided" else set()
        return told | below | {"too-few"}


PARTS = tuple(field.name for field in fields(Declared))


def read_test(given: Any) -> Declared:
    """The slot as read from YAML; ValueError says what is wrong with it."""
    if not isinstance(given, dict) or set(given) != {*PARTS}:
        raise ValueError(f"has other parts than {', '.join(PARTS)}")
    wrong = next(wrong_parts(given), None)
    if wrong:
        raise ValueError(wrong)
    return Declared(**given)


def wrong_parts(given: dict[str, Any]) -> Iterator[str]:
    compares = given["compares"]
    if not isinstance(compares, dict) or not compares or not {*compares.values()} <= {*METHOD_NAMES}:
        yield f"compares by other methods than {', '.join(METHOD_NAMES)}"
    elif (given["together"] == "alone") != (len(compares) == 1):
        yield "compares one thing if, and only if, it stands alone"
    if given["alternative"] not in ALTERNATIVES or given["together"] not in TOGETHER:
        yield f"is no {', '.join(ALTERNATIVES)} · {', '.join(TOGETHER)}"
    if not isinstance(given["level"], float) or not 0 < given["level"] < 1:
        yield "has a level that is no share"
    for part, types in (("fewest", int), ("planted", (int, float))):
        numbers = given[part]
        if not isinstance(numbers, dict) or not all(isinstance(n, types) for n in numbers.values()):
            yield f"says in {part} what is no number"
