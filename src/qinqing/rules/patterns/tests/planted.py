"""Small worlds for pattern rules: one unit that differs as much as its rule's header promises to find, or not at all.

Each maker gives the facts of one bureau: `own` cases of the unit, `like` ones it is compared with, the effect as the
rule measures it (an odds ratio, a chance to be the larger, a ratio of rates), and the unit's name. Where nothing is
planted hits have the share EVEN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from scipy.stats import norm

from qinqing.facts.as_of import calendar_table

ON = date(2025, 12, 31)
EVEN = 0.15
COLLEAGUES = 5
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """What is planted; `effect` is the value of no difference where nothing is."""

    own: int
    like: int
    effect: float
    chance: np.random.Generator

    def sides(self, share: float = EVEN) -> Iterator[tuple[bool, bool]]:
        """Every case: whether it is the unit's own, and whether it is a hit."""
        odds = self.effect * share / (1 - share)
        for own, cases, hits in ((True, self.own, odds / (1 + odds)), (False, self.like, share)):
            for hit in self.chance.random(cases) < hits:
                yield own, bool(hit)

    def workdays(self) -> Iterator[tuple[bool, int]]:
        """Every case with how long it took: normal about 15 working days, the unit's own shifted."""
        shift = norm.ppf(self.effect) * np.sqrt(2) * 4
        for own, cases, mean in ((True, self.own, 15 + shift), (False, self.like, 15)):
            for took in np.maximum(0, np.rint(self.chance.normal(mean, 4, cases))):
                yield own, int(took)

    def day(self, first: date, days: int) -> date:
        return first + timedelta(days=int(self.chance.integers(days)))


@dataclass(frozen=True)
class Planted:
    """`comparison` of a rule's header, how it is made, the unit planted, and the effect of no difference."""

    rule: str
    comparison: str
    make: Callable[[Asked], Mapping[str, Rows]]
    unit: str
    even: float = 1.0


def colleague(n: int) -> str:
    return f"O{n % COLLEAGUES}"


def handler(own: bool, n: int) -> str:
    return "H" if own else colleague(n)


def staff(*also: str) -> Rows:
    return [
        {"official_id": id, "department_id": "D"} for id in (*also, "H", *map(colleague, range(COLLEAGUES)))
    ]


def firms() -> Rows:
    """An outside one and two local ones, so that the city most come from is the local one."""
    regions = {"out": "419800", "home": "419900"}
    return [{"enterprise_id": id, "region": region} for id, region in regions.items()]


def firm(own: bool) -> str:
    return "out" if own else "home"


def later(day: date, workdays: int) -> date:
    """So many working days after one."""
    return WORKDAYS[WORKDAYS.index(day) + workdays]


WORKDAYS = [row["day"] for row in calendar_table().to_pylist() if row["is_workday"]]
YEAR = [day for day in WORKDAYS if day.year == 2025][:150]


def slow_handler(asked: Asked) -> Mapping[str, Rows]:
    received = [YEAR[int(n)] for n in asked.chance.integers(len(YEAR), size=asked.own + asked.like)]
    applications = [
        {
            "handler_id": handler(own, n),
            "received_on": on,
            "decided_on": later(on, took),
            "outcome": "granted",
        }
        for n, (on, (own, took)) in enumerate(zip(received, asked.workdays(), strict=True))
    ]
    return {"officials": staff(), "applications": applications}


def refused_outsiders(asked: Asked) -> Mapping[str, Rows]:
    applications = [
        {
            "enterprise_id": firm(own),
            "received_on": YEAR[0],
            "decided_on": later(YEAR[0], 1 + n % 9),
            "outcome": "refused" if hit else "granted",
        }
        for n, (own, hit) in enumerate(asked.sides())
    ]
    return {"enterprises": firms(), "applications": applications}


def slow_with_outsiders(asked: Asked) -> Mapping[str, Rows]:
    applications = [
        {
            "enterprise_id": firm(own),
            "received_on": YEAR[0],
            "decided_on": later(YEAR[0], took),
            "outcome": "granted",
        }
        for own, took in asked.workdays()
    ]
    return {"enterprises": firms(), "applications": applications}


def unpaid_outsiders(asked: Asked) -> Mapping[str, Rows]:
    due = date(2025, 6, 30)
    entitlements = [
        {
            "enterprise_id": firm(own),
            "amount_cny": 100,
            "due_on": due,
            "paid_on": None if hit else due,
            "paid_cny": None if hit else 100,
        }
        for own, hit in asked.sides()
    ]
    return {"enterprises": firms(), "entitlements": entitlements}


def top_grades_from_one_device(asked: Asked) -> Mapping[str, Rows]:
    ratings = [
        {
            "device": "K" if own else f"d{n % 40}",
            "rated_on": asked.day(date(2025, 1, 1), 360),
            "grade": 5 if hit else 4,
        }
        for n, (own, hit) in enumerate(asked.sides(0.5))
    ]
    return {"ratings": ratings}


def top_grades_on_one_day(asked: Asked) -> Mapping[str, Rows]:
    ratings = [
        {"rated_on": ON if own else asked.day(date(2025, 1, 1), 360), "grade": 5 if hit else 4}
        for own, hit in asked.sides(0.5)
    ]
    return {"ratings": ratings}


def fines_of_a_year(asked: Asked) -> Mapping[str, Rows]:
    """As many fines a year as in each of the three before, and `effect` times that in the last one."""
    recent, before = round(asked.like / 3 * asked.effect), asked.like
    days = [
        *(ON - timedelta(days=int(n)) for n in asked.chance.integers(365, size=asked.chance.poisson(recent))),
        *(
            ON - timedelta(days=365 + int(n))
            for n in asked.chance.integers(1095, size=asked.chance.poisson(before))
        ),
    ]
    first = ON - timedelta(days=4 * 365)
    penalties = [
        {
            "kind": "fine",
            "filed_on": min(first, day),
            "decided_on": day,
            "amount_cny": round(1000 * asked.chance.lognormal(0, 0.5)),
        }
        for day in days
    ]
    return {"penalties": penalties}


def spared(asked: Asked) -> Iterator[tuple[bool, int, bool]]:
    for n, (own, hit) in enumerate(asked.sides(0.5)):
        yield own, n, hit


def enforcement(cases: Rows) -> Mapping[str, Rows]:
    """A finding each in spring; penalised ones a week later."""
    inspections = [
        {
            "inspection_id": f"I{n}",
            "enterprise_id": case["firm"],
            "started_at": "2025-03-03 10:00",
            "result": "violation",
            "violation": f"v{n}"[:1],
        }
        for n, case in enumerate(cases)
    ]
    penalties = [
        {"enterprise_id": case["firm"], "filed_on": date(2025, 3, 10), "violation": "v"}
        for case in cases
        if case["hit"]
    ]
    inspectors = [{"inspection_id": f"I{n}", "official_id": case["by"]} for n, case in enumerate(cases)]
    return {"inspections": inspections, "penalties": penalties, "inspectors": inspectors}


def one_inspectors_findings(asked: Asked) -> Mapping[str, Rows]:
    cases = [{"firm": f"F{n}", "by": handler(own, n), "hit": hit} for own, n, hit in spared(asked)]
    known = [{"enterprise_id": case["firm"]} for case in cases]
    return {"officials": staff(), "enterprises": known, **enforcement(cases)}


def outsiders_penalised(asked: Asked) -> Mapping[str, Rows]:
    cases = [{"own": own, "firm": f"F{n}", "by": colleague(n), "hit": hit} for own, n, hit in spared(asked)]
    region = {True: "419800", False: "419900"}
    known = [{"enterprise_id": case["firm"], "region": region[case["own"]]} for case in cases]
    # Most firms are at home in one city, or which is the outside one would be open.
    known += [{"enterprise_id": f"home{n}", "region": "419900"} for n in range(3)]
    return {"officials": staff(), "enterprises": known, **enforcement(cases)}


def one_firm_for_one_handler(asked: Asked) -> Iterator[tuple[str, str]]:
    """(handler, firm): a hit goes to firm K, all else to seven others."""
    for n, (own, hit) in enumerate(asked.sides()):
        yield handler(own, n), "K" if hit else f"F{int(asked.chance.integers(7))}"


def one_intermediary(asked: Asked) -> Mapping[str, Rows]:
    pairs = [*one_firm_for_one_handler(asked)]
    return {
        "officials": staff(),
        "applications": [{"application_id": f"A{n}", "handler_id": who} for n, (who, _) in enumerate(pairs)],
        "intermediary_services": [
            {"application_id": f"A{n}", "intermediary_id": firm, "kind": "检测"}
            for n, (_, firm) in enumerate(pairs)
        ],
    }


def one_supplier(asked: Asked) -> Mapping[str, Rows]:
    orders = [{"handler_id": who, "supplier_id": firm} for who, firm in one_firm_for_one_handler(asked)]
    return {"officials": staff(), "equipment_orders": orders}


def visits_after_appeals(asked: Asked) -> Mapping[str, Rows]:
    """`own` firms that appealed and three times as many that did not, each visited once in four windows by chance."""
    spoke, rate = date(2025, 8, 1), 0.25
    window = 90
    firms = [f"F{n}" for n in range(asked.like // 4)]
    spoken = firms[: asked.own]
    first = spoke - timedelta(days=9 * window)
    visits = []
    for name in firms:
        known = [first + timedelta(days=int(asked.chance.integers(window)))]
        days = [
            spoke + timedelta(days=window * n + int(day))
            for n in range(-8, 2)
            for day in asked.chance.integers(1, window, size=asked.chance.poisson(rate))
        ]
        if name in spoken:
            more = asked.chance.poisson(rate * (asked.effect - 1))
            days += [spoke + timedelta(days=int(day)) for day in asked.chance.integers(1, window, size=more)]
        visits += [
            {"enterprise_id": name, "started_at": f"{day} 10:00", "basis": "complaint"}
            for day in (*known, *days)
            if day <= ON
        ]
    return {
        "enterprises": [{"enterprise_id": name, "size": "small"} for name in firms],
        "inspections": visits,
        "appeals": [{"enterprise_id": name, "received_on": spoke} for name in spoken],
    }


def confirmed_against_one(asked: Asked) -> Mapping[str, Rows]:
    """Everybody handles as many cases; one in two hundred leads to a confirmed finding."""
    rate, on = 1 / 200, date(2025, 11, 3)
    people = ["H", *(f"O{n}" for n in range(asked.like // asked.own))]
    applications = [{"handler_id": who, "received_on": on, "times": asked.own} for who in people]
    counts = {
        who: asked.chance.poisson(asked.own * rate * (asked.effect if who == "H" else 1)) for who in people
    }
    confirmed = [
        {"official_id": who, "confirmed_on": on, "rule": "application-overdue"}
        for who in people
        for _ in range(counts[who])
    ]
    officials = [{"official_id": who, "post": "科员"} for who in people]
    return {"officials": officials, "applications": applications, "confirmed_findings": confirmed}


HALF = 0.5
PLANTED = (
    Planted("slow-walking", "slower", slow_handler, "H", HALF),
    Planted("approval-parity", "refused", refused_outsiders, "departments-0/outside"),
    Planted("approval-parity", "days", slow_with_outsiders, "departments-0/outside", HALF),
    Planted("payout-parity", "unpaid", unpaid_outsiders, "departments-0/outside"),
    Planted("ratings-clustered", "device", top_grades_from_one_device, "departments-0"),
    Planted("ratings-clustered", "day", top_grades_on_one_day, "departments-0"),
    Planted("income-surge", "surge", fines_of_a_year, "departments-0"),
    Planted("selective-enforcement", "official", one_inspectors_findings, "departments-0/H"),
    Planted("selective-enforcement", "group", outsiders_penalised, "departments-0/outside"),
    Planted("intermediary-concentrated", "concentrated", one_intermediary, "H/K"),
    Planted("equipment-concentrated", "concentrated", one_supplier, "H/K"),
    Planted("retaliation", "matched", visits_after_appeals, "departments-0"),
    Planted("emerging-tendency", "rising", confirmed_against_one, "H"),
)
