"""What a fee comes to: the quantity times the published standard of the day, or nothing at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from qinqing.affairs.catalogue import refusals
from qinqing.affairs.catalogue.model import Fee

FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Standard:
    """A line of the fee catalogue, from `since` to `until`, both included; `until` None: still in force."""

    fee: str
    since: date
    until: date | None
    cny: Decimal

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def fee_due(fee: Fee, quantity: Decimal, standards: Iterable[Standard], day: date) -> Decimal:
    """In yuan, to the fen. Refused `items.no_standard` where none is in force, or where several are."""
    found = [one for one in standards if one.fee == fee.fee and one.covers(day)]
    if len(found) != 1:
        raise refusals.no_standard(fee.title)
    return (quantity * found[0].cny).quantize(FEN, ROUND_HALF_UP)


def check_relief(fee: Fee, code: str, lawful: Collection[str]) -> None:
    """A reduction needs a code of the state's list in force that day (`lawful`); any other is refused `items.relief`."""
    if code not in lawful:
        raise refusals.relief_is_no_ones_to_give(fee.title)
