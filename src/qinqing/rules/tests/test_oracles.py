"""Interest and paths against slow, plain reckoning: day by day, and by trying every walk."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from qinqing.law.values import Values
from qinqing.rules.catalogue import load_rules
from qinqing.rules.macros import Binding
from qinqing.rules.tests.cases import raw_rows
from qinqing.rules.tests.given import facts

ON = date(2025, 12, 31)
SEEDS = range(4)
RATES = {date(2020, 9, 1): "0.0005", date(2024, 6, 1): "0.0004", date(2025, 3, 15): "0.0006"}


def rate_on(day: date) -> Fraction | None:
    said = [rate for since, rate in RATES.items() if since <= day]
    return Fraction(said[-1]) if said else None


@pytest.fixture
def values(tmp_path: Path) -> Values:
    own = tmp_path / "values.yaml"
    lines = [f"    {since}: {rate}" for since, rate in RATES.items()]
    own.write_text("values:\n  pay_interest_default_daily:\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return Values.load(own)


def money(chance: random.Random, top: int) -> Decimal:
    return Decimal(chance.randrange(1, top)) / 100


def random_payables(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    contracts, payables, payments = [], [], []
    for number in range(60):
        contract, payable = f"C{number}", f"P{number:02}"
        size = chance.choice(["large", "medium", "small", "micro", None])
        contracts.append({"contract_id": contract, "size_at_signing": size})
        owed = money(chance, 10_000_00)
        payables.append(
            {
                "payable_id": payable,
                "contract_id": contract,
                "delivered_on": date(2020, 6, 1) + timedelta(days=chance.randrange(2040)),
                "term_days": chance.choice([None, 0, 10, 30, 60, 61, 365]),
                "amount_cny": owed,
                "retention": chance.choice([None, False, True, False]),
                "disputed_cny": chance.choice([None, Decimal(0), owed / 3, owed * 2]),
                "agreed_annual_rate": chance.choice([None, None, 0.0, 0.0345, 0.1]),
            }
        )
        for part in range(chance.randrange(5)):
            paid_on = payables[-1]["delivered_on"] + timedelta(days=chance.randrange(0, 400))
            share = owed if chance.random() < 0.3 else owed / chance.randrange(2, 5)
            payments.append(
                {
                    "payment_id": f"{payable}-{part}",
                    "payable_id": payable,
                    "paid_on": paid_on,
                    "amount_cny": share,
                }
            )
    return {"contracts": contracts, "payables": payables, "payments": payments}


def reckoned(
    payable: dict[str, Any], size: str | None, payments: list[dict[str, Any]]
) -> tuple[str, Any] | None:
    """(verdict, amount or missing) of one payable, a day at a time; None if it has not fallen due.

    Something missing counts only after the shortest term that may apply.
    """
    delivered, term, missing = payable["delivered_on"], payable["term_days"], None
    of_law = 0 if delivered < date(2020, 9, 1) else min(30 if term is None else term, 60)
    if payable["retention"] or size == "large":
        allowed = term or 0
        missing = f"payables:{payable['payable_id']}.term_days" if term is None else None
    else:
        allowed = of_law
        if size is None:
            missing = f"contracts:{payable['contract_id']}.size_at_signing"
        elif delivered < date(2020, 9, 1):
            name = "pay_default_days" if term is None else "pay_contract_max_days"
            missing = f"value:{name}@{delivered.year}"
    due = delivered + timedelta(days=allowed)
    if due >= ON:
        return None
    owed = max(payable["amount_cny"] - (payable["disputed_cny"] or 0), Decimal(0))
    balance = balance_at_end(owed, payments, due)
    if balance == 0:
        return "kept", None
    if missing:
        return "undetermined", missing
    interest, day = Fraction(0), due
    while day < ON:
        start = balance_at_end(owed, payments, day)
        day += timedelta(days=1)
        if start == 0:
            break
        agreed, daily = payable["agreed_annual_rate"], rate_on(day)
        if agreed is None and daily is None:
            return "undetermined", f"value:pay_interest_default_daily@{day.year}"
        interest += Fraction(start) * (Fraction(str(agreed)) / 365 if agreed is not None else daily)
    fen = (interest * 200 + 1).__floor__() // 2
    return "flagged", balance_at_end(owed, payments, ON) + Decimal(fen) / 100


def balance_at_end(owed: Decimal, payments: list[dict[str, Any]], day: date) -> Decimal:
    paid = sum((p["amount_cny"] for p in payments if p["paid_on"] <= day), Decimal(0))
    return max(owed - paid, Decimal(0))


@pytest.mark.parametrize("seed", SEEDS)
def test_interest_is_what_counting_day_by_day_gives(seed, values):
    chance = random.Random(seed)
    rule = load_rules()["payment-overdue"]
    folder = facts(random_payables(chance), list(rule.compiled.reads))
    rows = raw_rows(rule, folder, Binding(ON, values))
    sizes = {row["contract_id"]: row["size_at_signing"] for row in folder.rows["contracts"]}
    seen = set()
    for payable in folder.rows["payables"]:
        own = [p for p in folder.rows["payments"] if p["payable_id"] == payable["payable_id"]]
        expected = reckoned(payable, sizes[payable["contract_id"]], own)
        row = rows.get(payable["payable_id"])
        found = row and (row["verdict"], row["amount_cny"] if row["verdict"] == "flagged" else row["missing"])
        assert found == expected, payable
        seen.add(expected and expected[0])
    assert seen >= {"kept", "flagged", "undetermined"}


def random_ties(chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """A small, dense web: cycles, own shares, kin who are officials, ties that begin and end."""
    officials, people = ["O1", "O2", "O3"], ["P1", "P2", "P3", "O2"]
    firms = [f"E{number}" for number in range(8)]

    def day() -> date | None:
        return chance.choice([None, date(2025, 3, chance.randrange(1, 29))])

    def span() -> dict[str, Any]:
        since, until = day(), day()
        return {} if since and until and until < since else {"since": since, "until": until}

    holdings = [
        {
            "holder_id": chance.choice([*firms, *firms, *people, "O1"]),
            "enterprise_id": chance.choice(firms),
            **span(),
        }
        for _ in range(chance.randrange(6, 16))
    ]
    positions = [
        {
            "person_id": chance.choice([*people, *officials]),
            "enterprise_id": chance.choice(firms),
            "role": chance.choice(["director", "employee"]),
            "since": date(2025, 3, chance.randrange(1, 29)),
            "until": chance.choice([None, date(2025, 3, 28)]),
        }
        for _ in range(4)
    ]
    kinships = [
        {"official_id": chance.choice(officials), "person_id": chance.choice(people), "relation": relation}
        for relation in ("spouse", "child", "sibling", "parent")
    ]
    tenders = [
        {
            "tender_id": f"T{number}",
            "official_id": official,
            "awarded_on": date(2025, 3, 15),
            "winner_id": firm,
        }
        for number, (official, firm) in enumerate(product(officials, firms))
    ]
    return {"holdings": holdings, "positions": positions, "kinships": kinships, "tenders": tenders}


def every_tie(rows: dict[str, list[dict[str, Any]]], day: date) -> list[tuple[str, str, str]]:
    """(from, to, reference) of every tie in force on `day`."""

    def in_force(row: dict[str, Any]) -> bool:
        return (row["since"] or day) <= day <= (row["until"] or day)

    held = [
        (row["holder_id"], row["enterprise_id"], f"holdings:{row['holder_id']}/{row['enterprise_id']}")
        for row in rows["holdings"]
        if in_force(row)
    ]
    posts = [
        (
            row["person_id"],
            row["enterprise_id"],
            f"positions:{row['person_id']}/{row['enterprise_id']}/{row['role']}/{str(row['paid']).lower()}/{row['since']}",
        )
        for row in rows["positions"]
        if in_force(row)
    ]
    return held + posts


def shortest(rows: dict[str, list[dict[str, Any]]], tender: dict[str, Any]) -> list[str] | None:
    """Every walk of 0–1 kinship and 1–3 ties, tried one after the other."""
    ties = every_tie(rows, tender["awarded_on"])
    walks = [(tender["official_id"], [])]
    for kin in rows["kinships"]:
        step = [f"kinships:{kin['official_id']}/{kin['person_id']}/{kin['relation']}"]
        both = (kin["official_id"], kin["person_id"]), (kin["person_id"], kin["official_id"])
        walks += [(other, step) for one, other in both if one == tender["official_id"]]
    arrived = []
    for _ in range(3):
        walks = [(to, [*path, ref]) for at, path in walks for start, to, ref in ties if start == at]
        arrived += [path for at, path in walks if at == tender["winner_id"]]
    return min(arrived, key=lambda path: (len(path), path), default=None)


@pytest.mark.parametrize("seed", range(12))
def test_the_path_is_the_shortest_of_all_walks(seed):
    rule = load_rules()["related-award"]
    folder = facts(random_ties(random.Random(seed)), list(rule.compiled.reads))
    rows = raw_rows(rule, folder, Binding(ON, Values.load()))
    expected = {tender["tender_id"]: shortest(folder.rows, tender) for tender in folder.rows["tenders"]}
    assert {unit: row["path"] for unit, row in rows.items()} == expected
    assert {None} < {path and len(path) for path in expected.values()}
