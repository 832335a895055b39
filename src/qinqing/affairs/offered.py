"""The items of this house: shipped ones and the bureau's own."""

from __future__ import annotations

from qinqing.affairs import refusals
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.secrecy import is_public
from qinqing.affairs.texts import items_now


def item_of(key: str) -> Item:
    """As it is offered today. Refused `affairs.no_item`."""
    item = items_now().get(key)
    if item is None:
        raise refusals.no_item(key)
    return item


def offered_now(key: str) -> Item:
    """One that may be applied for today: its guide is public. Refused `affairs.no_item`, to others it is not there."""
    item = item_of(key)
    if not is_public(item):
        raise refusals.no_item(key)
    return item


def still_offered(key: str) -> Item:
    """One a firm began to apply for: should its guide have changed since, nobody else reads it before it is checked.

    Refused `affairs.not_public_now`.
    """
    item = item_of(key)
    if not is_public(item):
        raise refusals.not_public_now()
    return item
