"""The sequencer: entries that wait get their places in the tree. One at a time, whoever runs it."""

from __future__ import annotations

from django.db import transaction

from qinqing.record import refusals
from qinqing.record.models import Entry, Place, Sequence, Waiting
from qinqing.record.profiles import log_profile
from qinqing.record.tree import StoredTree

BATCH = 1000


def sequence(limit: int = BATCH) -> int:
    """How many entries got their place. Killed at any instruction, a batch has its places whole or not at all.

    Failed `log.entry_altered`: an entry is not as it was written, and gets no place before somebody looked.
    """
    if not Waiting.objects.exists():
        return 0
    with transaction.atomic():
        held = _held()
        waiting = list(Waiting.objects.select_related("entry").order_by("id")[:limit])
        entries = [one.entry for one in waiting]
        _take(held.size, entries)
        held.size += len(entries)
        held.save(update_fields=("size",))
        Waiting.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    return len(entries)


def _held() -> Sequence:
    """Two sequencers at once: the second waits here, and finds nothing left to do."""
    Sequence.objects.get_or_create(pk=1)
    return Sequence.objects.select_for_update().get(pk=1)


def _take(size: int, entries: list[Entry]) -> None:
    tree = StoredTree()
    for index, entry in enumerate(entries, size):
        tree.append(index, unaltered(entry))
    tree.save()
    Place.objects.bulk_create([Place(index=index, entry=entry) for index, entry in enumerate(entries, size)])


def unaltered(entry: Entry) -> bytes:
    """The entry's leaf hash, reckoned from what the database holds now; Failed where that is not what was written."""
    leaf = log_profile().tree.leaf(bytes(entry.body))
    if leaf != bytes(entry.leaf):
        raise refusals.entry_altered(str(entry.id))
    return leaf
