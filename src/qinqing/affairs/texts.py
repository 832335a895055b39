"""Which text of an item holds: today's for whoever begins, the one it was filed under for an application.

A file that is changed, left out, removed or half saved so never changes, hides or stops what is in hand or decided.
"""

from __future__ import annotations

import logging
from functools import cached_property, lru_cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from qinqing.affairs import refusals
from qinqing.affairs.catalogue.loading import Stamp, own_folder, shipped_items, stamp_of, standing_items
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.catalogue.reading import read_again
from qinqing.affairs.models import Application, ItemText
from qinqing.refusals import Problem, Say

log = logging.getLogger("qinqing.affairs")
# Digests this process knows to be kept: filing asks for each text once.
_kept: set[str] = set()


def items_now() -> dict[str, Item]:
    """Every item offered today, by key, whatever mistakes the bureau's files have: those are not taken."""
    return _standing(own_folder(), stamp_of(own_folder()))[0]


def mistakes_now() -> list[Problem]:
    """What is wrong with the bureau's files, for whoever can mend it."""
    return _standing(own_folder(), stamp_of(own_folder()))[1]


@lru_cache(maxsize=4)
def _standing(folder: Path, stamp: Stamp) -> tuple[dict[str, Item], list[Problem]]:
    """Read once per change of the files: `stamp` says which they are."""
    items, problems = standing_items(folder, _own_before)
    for problem in problems:
        log.error("an item file is not taken: %s", problem)
    return items, problems


def item_filed(application: Application) -> Item:
    """As it read when this was filed; from before texts were kept, as it reads today. Refused `affairs.no_item`."""
    key, digest = application.item, application.item_digest
    now = items_now().get(key)
    if now and now.digest == digest:
        return now
    item = text_of(digest) or now or newest_text(key)
    if item is None:
        raise refusals.no_item(key)
    return item


def is_as_filed(application: Application) -> bool:
    """Whether `item_filed` is, word for word, what this was filed under, and this program takes all of it: a condition
    that it cannot read any more would be one less."""
    digest = application.item_digest
    now = items_now().get(application.item)
    if now and now.digest == digest:
        return True
    return text_of(digest) is not None and not _read(digest)[1]


def keep_text(item: Item) -> None:
    """Within the act that goes by it, so that it is there as long as what was done under it. One the bureau came back to
    is the newest again: should its file be spoilt, that one stands and not what lay there meanwhile."""
    if (item.digest in _kept and not item.own) or _newest(item.key) == item.digest:
        return
    row = ItemText(
        digest=item.digest,
        item=item.key,
        own=item.own,
        text=item.text,
        common=[[*one] for one in item.common],
        kept_at=timezone.now(),
    )
    ItemText.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["digest"], update_fields=["kept_at"]
    )
    transaction.on_commit(lambda: _kept.add(item.digest))


def text_of(digest: str) -> Item | None:
    """The item of a text that was kept; None where it was not, or is no longer what its digest says."""
    try:
        return _read(digest)[0]
    except ItemText.DoesNotExist:
        return None


def newest_text(key: str) -> Item | None:
    """For what is offered no more: the text of it that was kept last; left out before any was, as it ships."""
    digest = _newest(key)
    shipped = (item for item in shipped_items([]) if item.key == key)
    return (text_of(digest) if digest else None) or next(shipped, None)


def _newest(key: str) -> str | None:
    return ItemText.objects.filter(item=key).values_list("digest", flat=True).first()


def _own_before(key: str) -> Item | None:
    """What the bureau's own item said last that anybody read or applied under; None where the shipped one was in force,
    or where this program no longer takes it."""
    newest = newest_text(key)
    return newest if newest and newest.own and not _read(newest.digest)[1] else None


@lru_cache(maxsize=512)
def _read(digest: str) -> tuple[Item, list[Problem]]:
    row = ItemText.objects.get(pk=digest)
    problems: list[Problem] = []
    item = read_again(row.item, row.text, dict(row.common), row.own, problems)
    if item.digest != digest:
        log.error("the kept text %s of item %s is not what was kept", digest, row.item)
        raise ItemText.DoesNotExist
    return item, problems


class Titles(dict[str, Say]):
    """Of each item as it is called today, asked once; of one offered no more as it was called last, else its key."""

    @cached_property
    def _now(self) -> dict[str, Item]:
        return items_now()

    def __missing__(self, key: str) -> Say:
        item = (self._now.get(key) or newest_text(key)) if key else None
        self[key] = item.title if item else Say(key, key)
        return self[key]

    def get(self, key: str, default: object = None) -> Say:
        """A dictionary's own would pass by what is asked for only when it is missing."""
        return self[key]
