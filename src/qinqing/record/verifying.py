"""The whole log examined: every entry, every place, every checkpoint, and with `rows` what the log protects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from qinqing.record.faults import Fault, found
from qinqing.record.folding import Folded, compare
from qinqing.record.models import Checkpoint, Cosignature, Entry, Place, Sequence, Waiting
from qinqing.record.profiles import log_profile
from qinqing.record.second.standing import SecondStanding
from qinqing.record.second.verifying import SecondExamined
from qinqing.record.witnesses import verifiers
from qinqing.refusals import Failed, Refused
from qinqing.tlog.checkpoint import open_checkpoint
from qinqing.tlog.hashing import HASH_BYTES
from qinqing.tlog.keys import Verifier
from qinqing.tlog.levels import Levels
from qinqing.tlog.note import open_note, with_signatures

CHUNK = 500


@dataclass
class Examined:
    """How much was looked at, how far the second tree is, and everything wrong, in the log's order."""

    entries: int = 0
    waiting: int = 0
    checkpoints: int = 0
    rows: int = 0
    second: SecondStanding | None = None
    faults: list[Fault] = field(default_factory=list)


def verify(
    key: Verifier,
    *,
    rows: bool = False,
    second_key: Verifier | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Examined:
    """Against the log's published `key`; the second tree against `second_key`, by itself the one published.

    Reads only; entries that still wait are taken as they stand.
    """
    second = SecondExamined(second_key)
    examined, folded, tree = Examined(), Folded(), Levels(log_profile().tree)
    roots = dict[int, bytes]()
    wanted = set(Checkpoint.objects.values_list("size", flat=True))
    told = ("entry", "entry__opening") if rows else ("entry",)
    for place in Place.objects.select_related(*told).order_by("index").iterator(CHUNK):
        if tree.size < place.index:
            examined.faults.append(found("hole", index=tree.size))
        while tree.size < place.index:  # stands for what is missing: what comes after is still looked at
            tree.append(bytes(HASH_BYTES))
            second.take(None)
        leaf = tree.tree.leaf(bytes(place.entry.body))
        examined.faults += altered(place.entry, leaf)
        tree.append(leaf)
        second.take(bytes(place.entry.body))
        if tree.size in wanted:
            roots[tree.size] = tree.root()
        if rows:
            folded.take(place.entry)
        progress(tree.size)
    examined.entries = tree.size
    if tree.size < (Sequence.objects.filter(pk=1).values_list("size", flat=True).first() or 0):
        examined.faults.append(found("hole", index=tree.size))
    examined.faults += wrong_checkpoints(key, roots)
    examined.faults += wrong_cosignatures()
    examined.checkpoints = len(wanted)
    examined.second = second.standing
    examined.faults += second.faults()
    for one in Waiting.objects.select_related(*told).order_by("id").iterator(CHUNK):
        examined.waiting += 1
        examined.faults += altered(one.entry, tree.tree.leaf(bytes(one.entry.body)))
        if rows:
            folded.take(one.entry)
    if rows:
        examined.faults += [*folded.faults, *compare(folded)]
        examined.rows = sum(fixed is not None for fixed in folded.rows.values())
    return examined


def altered(entry: Entry, leaf: bytes) -> Iterator[Fault]:
    """`leaf`: its leaf hash as its body stands now."""
    if leaf != bytes(entry.leaf):
        yield found("entry_altered", entry=entry.id)


def wrong_checkpoints(key: Verifier, roots: dict[int, bytes]) -> Iterator[Fault]:
    """Each was signed by the log over exactly what stands there now."""
    for checkpoint in Checkpoint.objects.order_by("size").iterator(CHUNK):
        try:
            opened = open_checkpoint(checkpoint.note.encode(), [key]).checkpoint
        except (Refused, Failed) as refused:
            yield found("checkpoint_wrong", size=checkpoint.size, why=refused.says.zh)
            continue
        if opened.size != checkpoint.size:
            yield found("checkpoint_wrong", size=checkpoint.size, why=f"{opened.size} ≠ {checkpoint.size}")
        elif roots.get(checkpoint.size) != opened.root:
            yield found("tree_altered", index=checkpoint.size)
            return


def wrong_cosignatures() -> Iterator[Fault]:
    """Each verifies by a key that is registered, or was."""
    known = verifiers()
    rows = Cosignature.objects.select_related("checkpoint").order_by("checkpoint_id", "witness")
    for row in rows.iterator(CHUNK):
        try:
            open_note(with_signatures(row.checkpoint.note.encode(), [row.line]), known.get(row.witness, ()))
        except (Refused, Failed):
            yield found("cosignature_wrong", size=row.checkpoint_id, witness=row.witness)
