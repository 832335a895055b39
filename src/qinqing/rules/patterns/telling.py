"""The figures a finding of a pattern rule carries, rounded once, the same on every machine."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from qinqing.rules.patterns.declared import Declared
from qinqing.rules.patterns.found import Effect
from qinqing.rules.patterns.methods import METHODS

if TYPE_CHECKING:
    from qinqing.rules.patterns.decide import Compared, Unit

PLACES = Decimal("0.01")
TINIEST = 0.0001
# Beyond it a ratio says no more than "very many times".
LARGEST = 10**6


def told(unit: Unit, declared: Declared, q: float) -> dict[str, Any]:
    """What is said of a unit that is found."""
    chosen = unit.told
    assert chosen and chosen.tested
    method, tested = METHODS[declared.compares[chosen.name]], chosen.tested
    name = "both" if declared.together == "both" else chosen.name
    effect = tested.effect()
    return {
        "verdict": "flagged",
        "says": name if tested.above or declared.alternative == "greater" else f"{name}-less",
        "observed": figure(effect.size),
        "limit_": method.even.quantize(PLACES),
        "stratum": None if tested.stratum is None else chosen.strata[tested.stratum],
        "p": chance(unit.p),
        "q": chance(q),
        **counts(chosen),
        **figures(effect, method.scale),
    }


def figures(effect: Effect, scale: int) -> dict[str, Decimal | None]:
    return {
        "low": figure(effect.low),
        "high": None if effect.high is None else figure(effect.high),
        "mean": figure(effect.mean * scale),
        "like_mean": figure(effect.like_mean * scale),
        "difference": figure(abs(effect.mean - effect.like_mean) * scale),
    }


def counts(chosen: Compared) -> dict[str, int]:
    """Cases of the comparison told of."""
    assert chosen.tested
    whole = (int(chosen.sides.own.sum()), int(chosen.sides.like.sum()))
    own, like = chosen.tested.cases or whole
    return {"cases": own, "like_cases": like}


def figure(value: float) -> Decimal:
    return Decimal(repr(float(min(value, LARGEST)))).quantize(PLACES)


def chance(p: float) -> str:
    return f"{p:.4f}" if p >= TINIEST else f"<{TINIEST:.4f}"
