"""What patterns need: so many cases in every bureau as their rules' headers state, or none is planted.

Expected numbers per bureau, taken from the shares that `drawn/` draws by, on the low side: own cases of the unit that
would differ, and those it is compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import NamedTuple

from qinqing.facts.world.settings import INSPECTING, sections_of_slots, surge_reach_days
from qinqing.facts.world.size import World

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
    """Whether every bureau has the cases needed (`own`, `like`), and the world reaches back far enough."""
    if world.rate is not None and world.rate > MOST_RATE:
        return False
    if pattern == "income-surge" and world.first_day > world.last_day - timedelta(
        days=surge_reach_days(world)
    ):
        return False
    own, like = EXPECTED[pattern](world)
    return own >= AMPLE * needed["own"] and like >= AMPLE * needed["like"]


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
