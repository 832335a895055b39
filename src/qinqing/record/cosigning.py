"""What a witness is asked, and what is taken of its answer: nothing that its registered key does not verify."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from qinqing.record import refusals
from qinqing.record.models import Checkpoint, Cosignature, Witness
from qinqing.record.tree import StoredTree
from qinqing.record.witnesses import witnesses
from qinqing.refusals import Refused
from qinqing.tlog.checkpoint import read_checkpoint
from qinqing.tlog.keys import read_verifier
from qinqing.tlog.merkle import prove_consistency
from qinqing.tlog.note import MAX_BYTES, open_note, read_note, with_signatures
from qinqing.tlog.witness import Submission

CLOCKS_MAY_DIFFER = timedelta(minutes=5)
YEAR_9999 = 253_402_271_999


def submission(witness: Witness, checkpoint: Checkpoint, old: int) -> bytes:
    """The request to cosign `checkpoint` by a witness that cosigned `old` entries last."""
    if old > checkpoint.size:
        raise refusals.ahead(witness.name, old, checkpoint.size)
    tree = StoredTree()
    proof = prove_consistency(tree.hash, tree, old, checkpoint.size) if old else []
    return Submission(old, tuple(proof), checkpoint.note.encode()).body


def take(witness: Witness, checkpoint: Checkpoint, lines: str) -> Cosignature:
    """Keeps the witness's own line of its answer. Refused `cosign.false`, `cosign.clocks_differ`."""
    key = read_verifier(witness.key)
    try:
        note = with_signatures(checkpoint.note.encode(), [lines])
        time = open_note(note, [key]).signed[0].time or 0
    except Refused as refused:
        raise refusals.false_cosignature(witness.name) from refused
    at = datetime.fromtimestamp(min(time, YEAR_9999), UTC)
    if not checkpoint.signed_at - CLOCKS_MAY_DIFFER <= at <= timezone.now() + CLOCKS_MAY_DIFFER:
        raise refusals.clocks_differ(witness.name, f"{at:%Y-%m-%d %H:%M:%S} UTC")
    line = next(s.line for s in read_note(note).signatures if (s.name, s.key_id) == (key.name, key.key_id))
    taken, _ = Cosignature.objects.get_or_create(
        checkpoint=checkpoint, witness=witness.name, defaults={"line": line, "at": at}
    )
    Witness.objects.filter(pk=witness.pk).update(asked_at=timezone.now(), trouble="")
    return taken


def take_file(file: Path) -> list[Cosignature]:
    """The cosignatures in a witness's answer file: a checkpoint this log gave out, with the lines of its witnesses."""
    with file.open("rb") as opened:
        note = read_note(opened.read(MAX_BYTES + 1))
    claimed = read_checkpoint(note.text)
    checkpoint = Checkpoint.objects.filter(size=claimed.size).first()
    if checkpoint is None or read_note(checkpoint.note.encode()).text != note.text:
        raise refusals.other_checkpoint(claimed.size)
    taken = []
    for witness in witnesses():
        key = read_verifier(witness.key)
        lines = [s.line for s in note.signatures if (s.name, s.key_id) == (key.name, key.key_id)]
        if lines:
            taken.append(take(witness, checkpoint, "".join(lines)))
    if not taken:
        raise refusals.answer_of_nobody(file.name)
    return taken
