"""What the SQL of a world reads by `getvariable`: its numbers, its days, its words, and the law's numbers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from qinqing.facts.world.days import days
from qinqing.facts.world.size import World
from qinqing.law.values import Values, value_on
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
    "relative_days": "relative_post_window_days",
    "works_cny": "tender_open_works_cny",
    "restraint_days": "restraint_days",
    "restraint_more_days": "restraint_extension_days",
    "publish_visit_workdays": "dr_result_publish_wd",
    "publish_penalty_workdays": "pub_licence_penalty_result_wd",
    "interpretation_workdays": "policy_interpretation_latest_wd",
    "consultation_days": "policy_public_comment_min_days",
    "contact_workdays": "rating_poor_contact_wd",
    "case_days": "penalty_decision_days",
    "hearing_cny": "penalty_hearing_threshold_entity_henan",
    "hearing_person_cny": "penalty_hearing_threshold_person_henan",
    "urgent_workdays": "inspection_urgent_authorise_wd",
    "rectify_workdays": "rating_poor_rectify_complex_wd",
    "surge_days": "income_surge_window_days",
    "surge_years": "income_surge_trend_years",
}

# What the county confirmed or set of its own; it is written beside the facts, since truth holds by it.
OWN_VALUES = Path(__file__).parent / "values.yaml"

# SQL name → id of a proposal of the house that the county confirmed: it lives by it.
SAMPLES = {
    "visit_days": "liaison_visit_days",
    "transfers_max": "transfers_max",
    "merge_days": "inspection_merge_days",
    "disguise_days": "inspection_disguise_days",
    "compensation_days": "compensation_days",
    "association_days": "association_window_days",
    "split_days": "tender_split_days",
    "contact_report_workdays": "contact_report_workdays",
}

# SQL name → id of a time of day that the county confirmed; told in minutes since midnight.
HOURS = {"opening_minute": "contact_day_start", "closing_minute": "contact_day_end"}

# Which section the officials of a bureau work in, slot by slot after the four leaders, over and over.
SECTIONS_IN_TURN = (3, 5, 4, 3, 5, 6, 7, 1, 3, 5, 4, 2, 3, 5, 6, 1, 4, 7, 3, 5)
LEADERS = 4
INSPECTING = (4, 5, 7)


def settings(world: World) -> dict[str, Any]:
    """Variables by name; Refused where the world reaches beyond the law's numbers or the published calendar."""
    return numbers(world) | limits(world) | samples(world) | days(world) | staffing(world) | words()


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
        "expenses": world.expenses,
        "contacts": world.contacts,
        "staff": world.staff,
        "projects": world.projects,
        "reports": world.reports,
        "suppliers": world.suppliers,
        "policies": world.policies,
        "entitlements_each": world.entitlements_each,
        "appeals": world.appeals,
        "problems": world.problems,
        "liaisons": world.liaisons,
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


def samples(world: World) -> dict[str, Any]:
    own = Values.load(OWN_VALUES)
    confirmed = {id: own.value_on(id, world.last_day) for id in (*SAMPLES.values(), *HOURS.values())}
    plain = {id: value.value for id, value in confirmed.items() if value is not None}
    return {name: plain[id] for name, id in SAMPLES.items()} | {
        name: minutes(str(plain[id])) for name, id in HOURS.items()
    }


def minutes(time_of_day: str) -> int:
    """Minutes since midnight."""
    hours, _, rest = time_of_day.partition(":")
    return int(hours) * 60 + int(rest)


def surge_reach_days(world: World) -> int:
    """How far before the last day a surge of fines is told from the years before."""
    return (limit(world, LIMITS["surge_years"]) + 1) * limit(world, LIMITS["surge_days"])


def sections_in_turn(world: World) -> list[int]:
    """Of every slot of a bureau, and on."""
    turns = [SECTIONS_IN_TURN[slot % len(SECTIONS_IN_TURN)] for slot in range(world.official_count)]
    return [0] * LEADERS + turns


def sections_of_slots(world: World) -> list[int]:
    """Of the officials of a bureau who take part in cases; 0: leaders."""
    return sections_in_turn(world)[: world.officials_each - 2]


def staffing(world: World) -> dict[str, Any]:
    """Section of each slot (0: leaders) and the slots of each section; see any_staff for the two left out."""
    sections = sections_in_turn(world)
    cases = [(slot, section) for slot, section in enumerate(sections_of_slots(world)) if section]
    slots_by_section = [
        [slot for slot, at in cases if at == section] for section in range(1, max(sections) + 1)
    ]
    return {
        "section_of_slot": sections[: world.official_count // world.bureaus + 1],
        "slots": slots_by_section,
        "inspectors": [slot for slot, section in cases if section in INSPECTING],
    }
