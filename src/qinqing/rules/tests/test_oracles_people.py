"""Working days, conditions and liaisons against slow, plain reckoning over random rows."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from qinqing.law.calendar import add_workdays
from qinqing.law.values import Values
from qinqing.rules.catalogue import load_rules
from qinqing.rules.macros import Binding
from qinqing.rules.tests.cases import raw_rows
from qinqing.rules.tests.given import facts

ON = date(2025, 12, 31)
SEEDS = range(3)
LIAISON_DAYS = 100


@pytest.fixture
def values(tmp_path: Path) -> Values:
    own = tmp_path / "values.yaml"
    own.write_text(f"values:\n  liaison_visit_days: {{2000-01-01: {LIAISON_DAYS}}}\n", encoding="utf-8")
    return Values.load(own)


def verdicts(
    rule: str, given: dict[str, list[dict[str, Any]]], values: Values
) -> dict[str, tuple[str, date]]:
    """Unit → verdict, and for a flagged one the day it became so."""
    found = load_rules()[rule]
    rows = raw_rows(found, facts(given, list(found.compiled.reads)), Binding(ON, values))
    return {
        unit: (row["verdict"], row["on"] if row["verdict"] == "flagged" else None)
        for unit, row in rows.items()
    }


def some_day(chance: random.Random, before: int = 400) -> date:
    return ON - timedelta(days=chance.randrange(before))


def maybe(chance: random.Random, start: date, within: int) -> date | None:
    return None if chance.random() < 0.4 else start + timedelta(days=chance.randrange(within))


@pytest.mark.parametrize("seed", SEEDS)
def test_an_answer_is_late_once_the_fifth_working_day_is_over(seed: int, values: Values) -> None:
    chance = random.Random(seed)
    applications, notices, expected = [], [], {}
    for number in range(200):
        id, received = f"A{number}", some_day(chance)
        answers = [maybe(chance, received, 16) for _ in range(3)]
        applications.append(
            {
                "application_id": id,
                "received_on": received,
                "accepted_on": answers[0],
                "not_accepted_on": answers[1],
            }
        )
        notices += [{"application_id": id, "issued_on": answers[2]}] if answers[2] else []
        seen = [day for day in answers if day and day <= ON]
        due = add_workdays(received, 5)
        if min(seen, default=ON) > due:
            expected[id] = ("flagged", due + timedelta(days=1))
        elif seen:
            expected[id] = ("kept", None)
    given = {"applications": applications, "correction_notices": notices}
    assert verdicts("acceptance-missing", given, values) == expected


KINDS = {
    "ownership": (
        ["state", "private", "foreign", "individual"],
        {"private", "foreign", "individual"},
        {"individual"},
    ),
    "size": (["micro", "small", "medium", "large"], {"small", "micro"}, {"medium", "small", "micro"}),
    "registered_locally": (["true", "false"], {"false"}, set()),
}


def admitted(attribute: str, operator: str, named: list[str]) -> set[str] | None:
    """Who a condition lets in; None where it cannot be read."""
    kinds = KINDS[attribute][0]
    if not set(named) <= set(kinds):
        return None
    if operator in ("at_least", "at_most"):
        if attribute != "size" or len(named) > 1:
            return None
        rung = kinds.index(named[0])
        return set(kinds[rung:] if operator == "at_least" else kinds[: rung + 1])
    return set(kinds) - set(named) if operator == "not_in" else set(named)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_condition_is_flagged_for_whom_it_keeps_out(seed: int, values: Values) -> None:
    chance = random.Random(seed)
    conditions, expected = [], {}
    for number in range(300):
        attribute = chance.choice([*KINDS])
        kinds, guarded, favoured = KINDS[attribute]
        named = chance.sample(
            [*kinds, "别的"] if chance.random() < 0.1 else kinds, chance.randrange(1, len(kinds) + 1)
        )
        operator = chance.choice(["in", "is", "not_in", "at_least", "at_most"])
        conditions.append(
            {
                "tender_id": "T1",
                "condition_id": f"C{number}",
                "attribute": attribute,
                "operator": operator,
                "value": "|".join(named),
            }
        )
        inside = admitted(attribute, operator, named)
        excludes = inside is not None and bool(guarded - inside) and not (inside and inside <= favoured)
        verdict = "undetermined" if inside is None else "flagged" if excludes else "kept"
        expected[f"tender_conditions:C{number}"] = verdict
    told = verdicts("discriminatory-condition", {"tender_conditions": conditions}, values)
    assert {unit: verdict for unit, (verdict, _) in told.items()} == expected


def liaison_on(day: date, since: date, visits: list[tuple[date, bool | None]]) -> str | None:
    """The verdict on a liaison as it stands on `day`."""
    start = day - timedelta(days=LIAISON_DAYS)
    if since > start:
        return None
    said = [confirmed for visited, confirmed in visits if start <= visited <= day]
    return "kept" if True in said else "undetermined" if None in said else "flagged"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_liaison_is_nominal_from_the_first_day_it_is(seed: int, values: Values) -> None:
    chance = random.Random(seed)
    given: dict[str, list[dict[str, Any]]] = {
        "officials": [{"official_id": "O1", "leader": True}],
        "liaisons": [],
        "visits": [],
    }
    expected = {}
    for number in range(60):
        firm, since, until = f"E{number}", some_day(chance), maybe(chance, some_day(chance, 300), 400)
        if until and until < since:
            until = None
        visits = [(some_day(chance), chance.choice([True, False, None])) for _ in range(chance.randrange(5))]
        given["liaisons"].append({"official_id": "O1", "enterprise_id": firm, "since": since, "until": until})
        given["visits"] += [
            {"official_id": "O1", "enterprise_id": firm, "visited_on": day, "enterprise_confirmed": said}
            for day, said in visits
        ]
        last = day = min(until or ON, ON)
        verdict = liaison_on(last, since, visits)
        while verdict == "flagged" and liaison_on(day - timedelta(days=1), since, visits) == "flagged":
            day -= timedelta(days=1)
        if verdict:
            expected[f"liaisons:O1/{firm}/{since}"] = (verdict, day if verdict == "flagged" else None)
    assert verdicts("liaison-nominal", given, values) == expected
