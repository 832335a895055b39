"""The items of this house: shipped ones and the bureau's own."""

from __future__ import annotations

from qinqing.affairs import refusals
from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.catalogue.model import Item


def item_of(key: str) -> Item:
    """Refused `affairs.no_item`."""
    item = load_items().get(key)
    if item is None:
        raise refusals.no_item(key)
    return item
