"""What the SQL of a world reads by `getvariable`: its numbers, its days, its words, and the law's numbers."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from qinqing.facts.world.size import FULL_YEAR_DAYS, ROOM_AFTER_WORKDAYS, World
from qinqing.law.calendar import calendar_rows
from qinqing.law.values import value_on
from qinqing.refusals import Refused, Say

WORDS = Path(__file__).parent / "words.yaml"

# SQL name → id of the value in law/values, read on the world's last day: honest officials keep these.
LIMITS = {
    "decision_workdays": "lic_decision_wd",
    "notice_workdays": "lic_correction_notice_wd",
    "pay_days": "pay_default_days",
    "pay_limit": "pay_contract_max_days",
    "gift_months": "gift_register_months",
    "bid_days": "tender_window_days",
    "restraint_days": "restraint_days",
    "publish_visit_workdays": "dr_result_publish_wd",
    "publish_penalty_workdays": "pub_licence_penalty_result_wd",
    "interpretation_workdays": "policy_interpretation_latest_wd",
    "consultation_days": "policy_public_comment_min_days",
}

# Which section the officials of a bureau work in, slot by slot after the four leaders, over and over.
SECTIONS_IN_TURN = (3, 5, 4, 3, 5, 6, 7, 1, 3, 5, 4, 2, 3, 5, 6, 1, 4, 7, 3, 5)
LEADERS = 4
INSPECTING = (4, 5, 7)

# How many of a hundred days drawn in a month are kept, January first: spring and late autumn are busy, the new year is not.
SEASON = [40, 15, 80, 80, 100, 80, 60, 60, 80, 50, 100, 80]


def settings(world: World) -> dict[str, Any]:
    """Variables by name; Refused where the world reaches beyond the law's numbers or the published calendar."""
    return numbers(world) | limits(world) | days(world) | staffing(world) | words()


@cache
def words() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return read


def numbers(world: World) -> dict[str, Any]:
    most = 8 * max(world.applications, world.official_count * 8, world.enterprises * 3)
    return {
        "seed": world.seed,
        "enterprises": world.enterprises,
        "officials": world.official_count,
        "bureaus": world.bureaus,
        "world_years": world.years,
        "applications": world.applications,
        "tenders": world.tenders,
        "direct_contracts": world.direct_contracts,
        "declarations": world.declarations,
        "digits": len(str(most)),
        "few_digits": max(3, len(str(world.official_count))),
    }


def limits(world: World) -> dict[str, int]:
    """The law's numbers; one that is not the same on the first and the last day would make two kinds of honesty."""
    return {name: limit(world, id) for name, id in LIMITS.items()}


def limit(world: World, id: str) -> int:
    first, last = value_on(id, world.first_day), value_on(id, world.last_day)
    if first is None or last is None or first.value != last.value:
        says = Say(
            f"数值 {id} 在 {world.first_day} 至 {world.last_day} 之间未生效或有变化；请减少年数",
            f"the value {id} is not in force, or changes, from {world.first_day} to {world.last_day}: ask for fewer years",
        )
        raise Refused("world.law-changed", says)
    assert isinstance(last.value, int)  # all of LIMITS are counts
    return last.value


def days(world: World) -> dict[str, Any]:
    workdays = working_days(world)
    passed = list(
        accumulate((day in workdays for day in each_day(world.first_day, max(workdays))), initial=0)
    )
    years = world.calendar_years
    return {
        "first_day": world.first_day,
        "last_day": world.last_day,
        "merged_on": world.merged_on,
        "month_end": world.month_end,
        "workdays": sorted(workdays),
        "upto": passed,
        "last_workday_no": sum(day <= world.last_day for day in workdays),
        "season": SEASON,
        "years": years,
        "story_years": story_years(world, years),
    }


def working_days(world: World) -> set[date]:
    """From the first day to some weeks past the last; those weeks must be published too."""
    found = {day for day, is_workday, _ in calendar_rows() if is_workday and day >= world.first_day}
    ahead = sorted(day for day in found if day > world.last_day)
    if (
        len(ahead) < ROOM_AFTER_WORKDAYS
        or world.last_day not in found
        or min(found) - world.first_day > timedelta(days=15)
    ):
        says = Say(
            f"{world.first_day} 至 {world.last_day} 及其后 {ROOM_AFTER_WORKDAYS} 个工作日须有已公布的放假安排，末日须为工作日",
            f"{world.first_day} to {world.last_day} and {ROOM_AFTER_WORKDAYS} working days more must be published, and the last day must be a working day",
        )
        raise Refused("world.no-calendar", says)
    return {day for day in found if day <= ahead[ROOM_AFTER_WORKDAYS - 1]}


def each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def story_years(world: World, years: list[dict[str, Any]]) -> list[int]:
    """Calendar years long enough to be visited too often in."""
    long = [year["year"] for year in years if year["days"] >= FULL_YEAR_DAYS]
    if not long:
        says = Say(
            f"{world.first_day} 至 {world.last_day} 没有一个足够长的日历年；请增加年数",
            f"no calendar year lies long enough within {world.first_day} to {world.last_day}: ask for more years",
        )
        raise Refused("world.no-full-year", says)
    return long


def staffing(world: World) -> dict[str, Any]:
    """Section of each slot (0: leaders) and the slots of each section; see any_staff for the two left out."""
    turns = [SECTIONS_IN_TURN[slot % len(SECTIONS_IN_TURN)] for slot in range(world.official_count)]
    sections = [0] * LEADERS + turns
    cases = [(slot, section) for slot, section in enumerate(sections[: world.officials_each - 2]) if section]
    slots_by_section = [
        [slot for slot, at in cases if at == section] for section in range(1, max(sections) + 1)
    ]
    return {
        "section_of_slot": sections[: world.official_count // world.bureaus + 1],
        "slots": slots_by_section,
        "inspectors": [slot for slot, section in cases if section in INSPECTING],
    }
