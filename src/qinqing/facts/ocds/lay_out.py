"""One contracting process as rows of text: what the mapping `ocds.toml` reads."""

from __future__ import annotations

from collections.abc import Iterator

from qinqing.facts.laid_out import Row
from qinqing.facts.ocds.parties import buyer, organisations, reference, social_credit_codes
from qinqing.facts.ocds.read import Release
from qinqing.facts.ocds.told import Told, all_bids_told, deliveries_of, delivery_of, is_told, payments_of
from qinqing.facts.parts import Part, at, text, things

COLUMNS: dict[str, tuple[str, ...]] = {
    "organisations": ("id", "name"),
    "buyers": ("id", "name"),
    "tenders": (
        *("ocid", "buyer", "category", "method", "starts", "ends", "awarded", "budget", "currency"),
        *("winner", "bids"),
    ),
    "bids": ("ocid", "tenderer", "status", "amount", "currency"),
    "contracts": (
        *("id", "ocid", "buyer", "supplier", "category", "status", "signed", "amount", "currency"),
    ),
    "deliveries": ("id", "contract", "met", "amount", "currency", "payments"),
    "payments": ("id", "delivery", "paid", "amount", "currency"),
}


def lay_out(process: Release, told: Told) -> Iterator[tuple[str, Row]]:
    """Rows, each with the name of its table."""
    ids = social_credit_codes(process)
    yield from organisations(process, ids)
    yield "tenders", tender(process, ids, told)
    for bid in bids(process, ids):
        yield "bids", bid
    for contract in things(process, "contracts"):
        yield from of_contract(process, contract, ids, told)


def active_awards(process: Release) -> list[Part]:
    """An award without a status is taken as made."""
    return [award for award in things(process, "awards") if award.get("status", "active") == "active"]


def tender(process: Release, ids: dict[str, str], told: Told) -> Row:
    """The winner is known where the active awards name one supplier; with several, their contracts tell."""
    awards = active_awards(process)
    winners = {reference(supplier, ids) for award in awards for supplier in things(award, "suppliers")} - {
        None
    }
    given = process.get("tender")
    value = at(given, "value") or at(process, "planning", "budget", "amount")
    return {
        "ocid": process["ocid"],
        "buyer": reference(buyer(process), ids),
        "category": category(process),
        "method": text(given, "procurementMethod"),
        "starts": text(given, "tenderPeriod", "startDate"),
        "ends": text(given, "tenderPeriod", "endDate"),
        "awarded": min((day for award in awards if (day := text(award, "date"))), default=None),
        "budget": text(value, "amount"),
        "currency": text(value, "currency"),
        "winner": winners.pop() if len(winners) == 1 else None,
        "bids": "incomplete" if told.bids and awards and not all_bids_told(process) else "complete",
    }


def category(process: Release) -> str:
    """What the source does not say is none of the three: rules that need it answer undetermined."""
    return text(process, "tender", "mainProcurementCategory") or "other"


def bids(process: Release, ids: dict[str, str]) -> Iterator[Row]:
    """A joint bid is its first tenderer's."""
    for bid in things(process, "bids", "details"):
        first = things(bid, "tenderers")[:1]
        yield {
            "ocid": process["ocid"],
            "tenderer": reference(first[0], ids) if first else None,
            "status": text(bid, "status"),
            "amount": text(bid, "value", "amount"),
            "currency": text(bid, "value", "currency"),
        }


def of_contract(
    process: Release, contract: Part, ids: dict[str, str], told: Told
) -> Iterator[tuple[str, Row]]:
    award = next(
        (award for award in things(process, "awards") if award.get("id") == contract.get("awardID")), {}
    )
    suppliers = things(contract, "suppliers") or things(award, "suppliers")
    id = f"{process['ocid']}/{contract.get('id')}"
    yield (
        "contracts",
        {
            "id": id,
            "ocid": process["ocid"],
            "buyer": reference(buyer(process), ids),
            "supplier": reference(suppliers[0], ids) if suppliers else None,
            "category": category(process),
            "status": text(contract, "status"),
            "signed": text(contract, "dateSigned"),
            "amount": text(contract, "value", "amount"),
            "currency": text(contract, "value", "currency"),
        },
    )
    yield from of_implementation(id, contract, told)


def of_implementation(id: str, contract: Part, told: Told) -> Iterator[tuple[str, Row]]:
    """What was delivered is owed; the contract's amount where there is one delivery. Payments name theirs."""
    delivered, payments = deliveries_of(contract), payments_of(contract)
    whole = all(is_told(payment, delivered) for payment in payments)
    for milestone in delivered:
        owed = contract.get("value") if len(delivered) == 1 else milestone.get("value")
        yield (
            "deliveries",
            {
                "id": f"{id}/{milestone.get('id')}",
                "contract": id,
                "met": text(milestone, "dateMet"),
                "amount": text(owed, "amount"),
                "currency": text(owed, "currency"),
                "payments": ("complete" if whole else "incomplete") if told.payments else "unpublished",
            },
        )
    for number, payment in enumerate(payments, start=1):
        paid_for = delivery_of(payment, delivered)
        yield (
            "payments",
            {
                "id": f"{id}/{payment.get('id') or number}",
                "delivery": f"{id}/{paid_for}" if paid_for else None,
                "paid": text(payment, "date"),
                "amount": text(payment, "value", "amount"),
                "currency": text(payment, "value", "currency"),
            },
        )
