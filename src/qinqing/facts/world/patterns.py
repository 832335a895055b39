"""What patterns need: so many cases in every bureau as their rules' headers state, or none is planted.

Expected numbers per bureau, taken from the shares that `drawn/` draws by, on the low side: own cases of the unit that
would differ, and those it is compared with.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import NamedTuple

from qinqing.facts.world.settings import INSPECTING, sections_of_slots, surge_reach_days
from qinqing.facts.world.size import World
from qinqing.refusals import Say

# Chance may give a unit fewer cases than expected: so many times the stated numbers are asked for.
AMPLE = 1.25
# Beyond it too many cases carry stories of their own for the rest to tell a pattern.
MOST_RATE = 0.2

DECIDED, OUTSIDE, APPROVAL_SECTION, SERVED, RATED = 0.85, 0.12, 0.7, 0.14, 0.5


class Cases(NamedTuple):
    own: float
    like: float

    @classmethod
    def of(cls, whole: float, share: float) -> Cases:
        return cls(whole * share, whole * (1 - share))


def carries(world: World, pattern: str, needed: Mapping[str, int]) -> bool:
    return why_not(world, pattern, needed) is None


def why_not(world: World, pattern: str, needed: Mapping[str, int]) -> Say | None:
    """None where every bureau has the cases needed (`own`, `like`) and the world reaches back far enough; else what lacks."""
    if world.rate is not None and world.rate > MOST_RATE:
        return Say(
            f"--rate 超过 {MOST_RATE}：带疑点的件太多，看不出规律",
            f"--rate above {MOST_RATE}: too many cases carry breaches of their own to tell a pattern",
        )
    reach = surge_reach_days(world)
    if pattern == "income-surge" and world.first_day > world.last_day - timedelta(days=reach):
        return Say(
            f"年数不够：须回溯 {reach} 天，请加大 --years",
            f"too few years: it looks {reach} days back (take more --years)",
        )
    own, like = EXPECTED[pattern](world)
    if own >= AMPLE * needed["own"] and like >= AMPLE * needed["like"]:
        return None
    wanted = [math.ceil(AMPLE * needed[which]) for which in ("own", "like")]
    zh, en = (
        f"件数不够：每个单位须有本方 {wanted[0]} 件、同类 {wanted[1]} 件，约有 {own:.0f} 件、{like:.0f} 件；请加大 --enterprises 或 --years",
        f"too few cases: each bureau must have {wanted[0]} own and {wanted[1]} alike, and has about {own:.0f} and {like:.0f} "
        "(take more --enterprises or --years)",
    )
    return Say(zh, en)


def firms(world: World) -> int:
    return world.enterprises // world.bureaus


def decided(world: World) -> float:
    return firms(world) * world.years * DECIDED


def handler_share(world: World, place: int) -> float:
    """Of the approval section's cases, those of its handler at this place; see `leaning` in macros/1-chance.sql."""
    handlers = sections_of_slots(world).count(3)
    return float(((place + 1) / handlers) ** (1 / 1.4) - (place / handlers) ** (1 / 1.4))


def slow(world: World) -> Cases:
    return Cases.of(decided(world), handler_share(world, 1))


def steered(world: World) -> Cases:
    return Cases.of(decided(world) * SERVED, handler_share(world, 2))


def approved(world: World) -> Cases:
    return Cases.of(decided(world) * APPROVAL_SECTION, OUTSIDE)


def paid_out(world: World) -> Cases:
    """Entitlements of one section that have fallen due."""
    return Cases.of(world.entitlements / world.bureaus * 0.8, OUTSIDE)


def rated(world: World) -> Cases:
    """The smaller of the two clusters: one pressed on one device, or in three weeks of a world's."""
    return Cases.of(decided(world) * APPROVAL_SECTION * RATED, min(0.025, 0.06 / world.years))


def ordered(world: World) -> Cases:
    handlers = min(9, sections_of_slots(world).count(7))
    return Cases.of(world.projects / world.bureaus * 0.7, 1 / handlers)


def found(world: World) -> float:
    """Violations the enforcement section found, long enough ago to have led to a case."""
    return firms(world) * (world.years - 0.25) * 0.85


def inspected(world: World) -> Cases:
    """Of one inspector, where teams are two or three; of firms from elsewhere if those are fewer."""
    inspectors = sum(section in INSPECTING for section in sections_of_slots(world))
    return Cases.of(found(world), min(OUTSIDE, 2 / inspectors))


def fined(world: World) -> Cases:
    """Fines of the last year, and of three years before."""
    yearly = firms(world) * 0.4
    return Cases(yearly, 3 * yearly)


def spoken_up(world: World) -> Cases:
    """Firms that appealed against the enforcement section; firms known to it, period by period."""
    own = firms(world) * 0.08 * (1 - 0.5 / world.years)
    return Cases(own, firms(world) * world.years)


EXPECTED: dict[str, Callable[[World], Cases]] = {
    "slow-walking": slow,
    "approval-parity": approved,
    "payout-parity": paid_out,
    "ratings-clustered": rated,
    "income-surge": fined,
    "selective-enforcement": inspected,
    "intermediary-concentrated": steered,
    "equipment-concentrated": ordered,
    "retaliation": spoken_up,
}
