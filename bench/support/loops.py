"""Six heavy questions as a plain Python loop would answer them: rows as tuples, dictionaries, no engine. How many are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeAlias

# Table, columns → its rows one by one.
Read: TypeAlias = Callable[..., Iterator[tuple[Any, ...]]]
ON = date(2026, 10, 30)
THRESHOLDS = {
    ("tender_law", "works"): 4_000_000,
    ("tender_law", "goods"): 2_000_000,
    ("tender_law", "services"): 1_000_000,
    **{("procurement", category): 4_000_000 for category in ("works", "goods", "services")},
}


def inspectors_too_few(read: Read) -> int:
    officers = defaultdict(set)
    for inspection, official in read("inspectors", "inspection_id", "official_id"):
        officers[inspection].add(official)
    return sum(len(officers[i]) < 2 for (i,) in read("inspections", "inspection_id"))


def inspection_over_cap(read: Read) -> int:
    caps: dict[tuple[Any, ...], int] = {}
    for *case, cap in read("inspection_caps", "department_id", "year", "item", "credit_class", "cap"):
        caps[tuple(case)] = max(cap, caps.get(tuple(case), cap))
    classes = dict(read("enterprises", "enterprise_id", "credit_class"))
    counts: dict[tuple[Any, ...], int] = defaultdict(int)
    columns = ("basis", "department_id", "enterprise_id", "item", "started_at")
    for basis, department, firm, item, started in read("inspections", *columns):
        if basis == "plan":
            place, own = (department, started.year), classes[firm]
            tried = [(*place, item, own), (*place, item, None), (*place, None, own), (*place, None, None)]
            fitting = next((one for one in tried if one in caps), None)
            counts[department, firm, started.year, fitting] += 1
    passed = {case[:3] for case, visits in counts.items() if case[3] and visits > caps[case[3]]}
    return len(passed)


def inspection_unmerged(read: Read) -> int:
    visits = defaultdict(list)
    columns = ("basis", "department_id", "enterprise_id", "project_id", "started_at", "inspection_id")
    for basis, department, firm, project, started, inspection in read("inspections", *columns):
        if basis == "plan":
            visits[department, firm, project].append((started, inspection))
    found = 0
    for days in visits.values():
        days.sort()
        pairs = pairwise(days)
        found += sum((after.date() - before.date()).days <= 30 for (before, _), (after, _) in pairs)
    return found


def payment_overdue(read: Read) -> int:
    sizes = dict(read("contracts", "contract_id", "size_at_signing"))
    paid = defaultdict(list)
    for payable, day, amount in read("payments", "payable_id", "paid_on", "amount_cny"):
        paid[payable].append((day, amount))
    late = {}
    columns = (
        *("payable_id", "contract_id", "delivered_on", "term_days", "amount_cny"),
        *("retention", "disputed_cny", "agreed_annual_rate"),
    )
    for payable, contract, delivered, term, amount, retention, disputed, rate in read("payables", *columns):
        as_agreed = retention or sizes[contract] == "large"
        if (term if as_agreed else sizes[contract]) is None:
            continue
        days = term if as_agreed else min(30 if term is None else term, 60)
        due, owed = delivered + timedelta(days=max(days, 0)), max(amount - (disputed or 0), Decimal(0))
        if due < ON and owed > sum(sum_ for day, sum_ in paid[payable] if day <= due):
            late[payable] = interest(owed, due, paid[payable], rate)
    return len(late)


def interest(owed: Decimal, due: date, paid: list[tuple[date, Decimal]], rate: float | None) -> Decimal:
    """Day by day on the balance, from the day after the due day."""
    daily = Decimal("0.0005") if rate is None else Decimal(str(rate)) / 365
    earned, day, balance = Decimal(0), due, owed - sum(amount for on, amount in paid if on <= due)
    for on, amount in sorted(payment for payment in paid if payment[0] > due):
        earned += max(balance, Decimal(0)) * (on - day).days * daily
        day, balance = on, balance - amount
    return earned + max(balance, Decimal(0)) * (ON - day).days * daily


def related_award(read: Read) -> int:
    holders = defaultdict(list)
    for table, holder in (("holdings", "holder_id"), ("positions", "person_id")):
        for who, firm, since, until in read(table, holder, "enterprise_id", "since", "until"):
            holders[firm].append((who, since or date.min, until or date.max))
    kin = defaultdict(set)
    for official, person in read("kinships", "official_id", "person_id"):
        kin[official].add(person)
    found = 0
    for official, winner, day in read("tenders", "official_id", "winner_id", "awarded_on"):
        concerned, front, reached = kin[official] | {official}, {winner} if day else set(), set()
        for _ in range(3):
            front = {
                who for firm in front for who, since, until in holders.get(firm, ()) if since <= day <= until
            }
            reached |= front
        found += bool(reached & concerned)
    return found


def tender_split(read: Read) -> int:
    lots = defaultdict(list)
    columns = (
        *("contract_id", "department_id", "enterprise_id", "regime"),
        *("category", "signed_on", "amount_cny", "tender_id"),
    )
    for contract, department, firm, regime, category, signed, amount, tender in read("contracts", *columns):
        if tender is None and amount < THRESHOLDS.get((regime, category), 0):
            lots[department, firm, regime, category].append((signed, contract, amount))
    return sum(chains(sorted(lot), THRESHOLDS[case[2:]]) for case, lot in lots.items())


def chains(lot: list[tuple[date, str, Decimal]], threshold: int) -> int:
    found = place = 0
    while place < len(lot):
        last = lot[place][0] + timedelta(days=90)
        within = [amount for signed, _, amount in lot[place:] if signed <= last]
        reaches = sum(within) >= threshold
        found, place = found + reaches, place + (len(within) if reaches else 1)
    return found


LOOPS: dict[str, Callable[[Read], int]] = {
    "inspectors-too-few": inspectors_too_few,
    "inspection-over-cap": inspection_over_cap,
    "inspection-unmerged": inspection_unmerged,
    "payment-overdue": payment_overdue,
    "related-award": related_award,
    "tender-split": tender_split,
}
