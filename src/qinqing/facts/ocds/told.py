"""Whether a process tells all that a rule would count: nobody is found wanting for what is merely not published."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from qinqing.facts.ocds.read import Release
from qinqing.facts.parts import Part, text, things

JUDGED = ("valid", "disqualified")
SET_ASIDE = ("withdrawn", "invited")


class Told(NamedTuple):
    """What at least one process of the file tells."""

    bids: bool
    payments: bool


def tells_bids(process: Release) -> bool:
    return bool(things(process, "bids", "details"))


def all_bids_told(process: Release) -> bool:
    """Whether bidders can be counted: every bid is there, with its amount, judged."""
    told = [bid for bid in things(process, "bids", "details") if bid.get("status") not in SET_ASIDE]
    currency = text(process, "tender", "value", "currency")
    return bool(told) and all(
        bid.get("status") in JUDGED
        and is_amount(text(bid, "value", "amount"))
        and text(bid, "value", "currency") in (None, currency)
        and things(bid, "tenderers")
        for bid in told
    )


def tells_payments(process: Release) -> bool:
    return any(payments_of(contract) for contract in things(process, "contracts"))


def payments_of(contract: Part) -> list[Part]:
    return things(contract, "implementation", "transactions")


def deliveries_of(contract: Part) -> list[Part]:
    milestones = [*things(contract, "milestones"), *things(contract, "implementation", "milestones")]
    return [each for each in milestones if each.get("type") == "delivery"]


def delivery_of(payment: Part, delivered: list[Part]) -> str | None:
    only = text(delivered[0], "id") if len(delivered) == 1 else None
    return text(payment, "relatedImplementationMilestone", "id") or only


def is_told(payment: Part, delivered: list[Part]) -> bool:
    """Whether the payment can be counted against a delivery: what for, when and how much."""
    known = {text(milestone, "id") for milestone in delivered}
    whole = is_day(text(payment, "date")) and is_amount(text(payment, "value", "amount"))
    return whole and delivery_of(payment, delivered) in known


def is_amount(given: str | None) -> bool:
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", given or "") is not None


def is_day(given: str | None) -> bool:
    try:
        datetime.fromisoformat(given or "")
    except ValueError:
        return False
    return True
