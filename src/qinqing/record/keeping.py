"""Keeping the log: what waits gets its place, a checkpoint over it, and is published; over and over."""

from __future__ import annotations

from django.utils import timezone

from qinqing.record.models import Checkpoint, Sequence
from qinqing.record.publishing import is_published, publish
from qinqing.record.sequencing import sequence
from qinqing.record.signing import SignerProcess


def keep(signer: SignerProcess) -> int:
    """One round: how many entries got their place. Whatever an earlier round left undone is done first.

    Killed between any two steps, the next round finds what is signed unsigned here, or what is signed unpublished,
    and goes on from there: the signer answers the same size with the same checkpoint.
    """
    taken = sequence()
    size = Sequence.objects.filter(pk=1).values_list("size", flat=True).first() or 0
    latest = Checkpoint.objects.first()
    if size and (latest is None or latest.size < size):
        note = signer.sign(size)
        latest, _ = Checkpoint.objects.get_or_create(
            size=size, defaults={"note": note, "signed_at": timezone.now()}
        )
    if latest and not is_published(latest):  # not yet, or not with the cosignatures that came since
        publish(latest)
    return taken
