"""Promises at once, receipts when the entry stands in the log: what its party walks away with."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from qinqing.record.keystore import KeyGone
from qinqing.record.models import Checkpoint, Entry, Opening, Place
from qinqing.record.openings import opened
from qinqing.record.profiles import log_origin, log_profile
from qinqing.record.publishing import cosigned_note
from qinqing.record.tree import StoredTree
from qinqing.record.witnesses import covering
from qinqing.refusals import Refused
from qinqing.tlog import receipt as files
from qinqing.tlog.canonical import MAX_BYTES
from qinqing.tlog.key_files import signer_at
from qinqing.tlog.keys import Signer
from qinqing.tlog.merkle import prove_inclusion
from qinqing.tlog.promise import give_promise, write_promised
from qinqing.tlog.proof import Proof

PROMISES = "promise.key"
PAYLOAD = "payload"


def promise_of(entry: Entry) -> bytes:
    """The file handed out at once: the entry, what opens it, and the signed promise to log it within a minute.

    The minute counts from the entry's own time: however late somebody asks again, it is the same promise.
    """
    body = bytes(entry.body)
    note = give_promise(body, log_origin(), promiser(), int(entry.at.timestamp()))
    return write_promised(body, openings_of(entry), note)


@cache
def promiser() -> Signer:
    """The key of promises: held by whoever answers people, never the log's own."""
    folder = settings.FOLDER / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{log_origin()}/promise"
    try:
        return signer_at(folder / PROMISES, name, log_profile())
    except Refused:  # another process made it just now
        return signer_at(folder / PROMISES, name, log_profile())


def receipt_of(entry: Entry, *, words: bool = True, under: Checkpoint | None = None) -> bytes | None:
    """The receipt file, with what opens the entry unless `words` are left out; None while no checkpoint covers it.

    `under`: a checkpoint that covers the entry and is not the one chosen by itself.
    """
    place = Place.objects.filter(entry=entry).first()
    checkpoint = under or (covering(place.index) if place else None)
    if place is None or checkpoint is None:
        return None
    tree = StoredTree()
    hashes = prove_inclusion(tree.hash, tree, place.index, checkpoint.size)
    proof = Proof(place.index, tuple(hashes), cosigned_note(checkpoint))
    openings = openings_of(entry) if words else ()
    return files.write_receipt(files.Receipt(bytes(entry.body), openings, proof))


def openings_of(entry: Entry) -> tuple[files.Opening, ...]:
    """Nothing where it was erased: the receipt proves that something was said, no longer what.

    Nor what is larger than a receipt's reader takes: a whole sweep's rows.
    """
    try:
        salt, payload = opened(Opening.objects.get(entry=entry))
    except KeyGone:
        return ()
    if len(payload) > MAX_BYTES:
        return ()
    return (files.Opening(PAYLOAD, salt, payload),)
