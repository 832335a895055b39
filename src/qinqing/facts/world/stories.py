"""What is planted: the stories in `planted/`, and how many of each a world holds.

A file per subject of the rule catalogue: breaches a rule must find, and honest coincidences (`near`) it must not.
Truth is written from these files alone. `unit` is what SQL asks for: `<unit>_story(number)` is the story a unit
carries, or 'plain'. `share` is the part of all units that are breaches when no --rate is given; coincidences come
on top, `near_share` of all units; each story at least once. `level` is null where the verdict is no flagged one.
`also` names other rules the same story breaches; `rule`, of an entry or of one story, the one it breaches where the
entry is named otherwise. `cases`: of a pattern, what a bureau must have to carry it; see patterns.py. `brought`:
breaches that a pattern brings along, each told of whatever unit the pattern touches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qinqing.facts.world.patterns import carries
from qinqing.facts.world.size import World

PLANTED = Path(__file__).parent / "planted"


@dataclass(frozen=True)
class Cast:
    """The stories of one kind of unit: how many of `units` are breaches, how many honest coincidences."""

    name: str
    unit: str
    units: int
    breaches: int
    near: int
    breach_names: tuple[str, ...]
    near_names: tuple[str, ...]

    @property
    def special(self) -> int:
        return self.breaches + self.near


@dataclass(frozen=True)
class Told:
    """One line of truth: a story of a kind of unit breaches this rule."""

    cast: str
    story: str
    rule: str
    verdict: str
    level: str | None


@cache
def written_stories() -> dict[str, dict[str, Any]]:
    stories: dict[str, dict[str, Any]] = {}
    for file in sorted(PLANTED.glob("*.yaml")):
        stories |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return stories


def casts(world: World) -> dict[str, Cast]:
    return {name: cast(world, name, written) for name, written in written_stories().items()}


def cast(world: World, name: str, written: dict[str, Any]) -> Cast:
    """Each story at least once, while there is room; together at most half of the units and no more than there are firms for."""
    units, room = room_for_pattern(world, name, written) if "cases" in written else units_of(world)[name]
    near = max(len(written["near"]), round(units * written["near_share"]))
    share = written["share"] if world.rate is None else world.rate
    breaches = max(len(written["breaches"]), round(units * share)) if share else 0
    breaches = min(breaches, room - min(near, room // 2))
    near = min(near, room - breaches)
    return Cast(
        name, written["unit"], units, breaches, near, tuple(written["breaches"]), tuple(written["near"])
    )


def room_for_pattern(world: World, name: str, written: dict[str, Any]) -> tuple[int, int]:
    return (world.bureaus, world.bureaus) if carries(world, name, written["cases"]) else (0, 0)


def units_of(world: World) -> dict[str, tuple[int, int]]:
    """Units that may carry a story, and how many of them may."""
    # Every twenty firms hold one winner to plant, and three go-betweens for it.
    planted_awards = world.bureaus * world.twenties
    units = {
        "application-overdue": world.applications,
        "inspection-over-cap": 2 * world.lively_firms,
        "visit": world.lively_firms,
        "fee": world.enterprises // 4,
        "commitment": world.enterprises // 5,
        "levy": world.enterprises // 15,
        "association-tied": world.applications,
        "payment-overdue": world.direct_contracts,
        "declaration": world.declarations,
        "expense": world.expenses,
        "contact-unreported": world.contacts,
        "intervention-recorded": world.staff,
        "post": world.staff,
        "training-missing": world.staff,
        "project": world.projects,
        "report": world.reports,
        "bidding": world.tenders,
        "policy": world.policies,
        "tender-condition": world.tenders,
        "benefit-withheld": world.entitlements,
        "rating": world.applications,
        "appeal": world.appeals,
        "problem": world.problems,
        "liaison-nominal": world.liaisons,
    }
    half = {name: (count, count // 2) for name, count in units.items()}
    # Every twenty holds one firm that is somebody's institution or association.
    planted_services = world.bureaus * world.twenties
    return half | {
        "intermediary-service": (world.applications, min(world.applications // 2, planted_services)),
        "inspection-cap-missing": (world.bureaus, world.bureaus),
        "relative-post": (planted_services, planted_services),
        "tender-split": (world.suppliers, world.suppliers),
        "related-award": (world.tenders, min(world.tenders // 2, planted_awards)),
    }


def truths() -> Iterator[Told]:
    """Every line of `planted/` that is a breach, side effects on other rules (`also`) included."""
    for name, written in written_stories().items():
        for story, verdict in (written["breaches"] | written.get("brought", {})).items():
            rule = verdict.get("rule") or written.get("rule", name)
            yield Told(name, story, rule, verdict["verdict"], verdict["level"])
            for other in verdict.get("also", ()):
                yield Told(name, story, other["rule"], other["verdict"], other["level"])
