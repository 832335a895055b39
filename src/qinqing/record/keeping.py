"""Keeping the log: what waits gets its place, a checkpoint over it, and is published; over and over."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import NoReturn

from django.db import close_old_connections
from django.utils import timezone

from qinqing.record import refusals
from qinqing.record.models import Checkpoint, Sequence
from qinqing.record.publishing import is_behind, publish
from qinqing.record.room import room_for
from qinqing.record.sequencing import sequence
from qinqing.record.signing import SignerProcess

# A receipt is due within two seconds of the act.
EVERY_SECONDS = 0.3
# What failed twice the same way is not mended by asking faster.
IN_TROUBLE_SECONDS = 20
# A clock that is kept right by small steps back is no clock set back.
CLOCKS_DIFFER = timedelta(seconds=5)


def keep_forever(signer: SignerProcess) -> NoReturn:
    """Round after round, as long as the worker runs; what goes wrong is told once, and tried again."""
    told = ""
    while True:
        close_old_connections()
        trouble = _trouble_of_a_round(signer, told)
        time.sleep(IN_TROUBLE_SECONDS if trouble and trouble == told else EVERY_SECONDS)
        told = trouble


def _trouble_of_a_round(signer: SignerProcess, told: str) -> str:
    """What went wrong in it, or nothing."""
    try:
        keep(signer)
    except Exception as trouble:  # whatever it is: if this ended, acts would stay unlogged unnoticed
        if str(trouble) != told:
            logging.getLogger("qinqing.record").exception("the log could not be kept")
        return str(trouble)
    return ""


def keep(signer: SignerProcess) -> int:
    """One round: how many entries got their place. Whatever an earlier round left undone is done first.

    Killed between any two steps, the next round finds what is signed unsigned here, or what is signed unpublished,
    and goes on from there: the signer answers the same size with the same checkpoint. Failed, with everything done:
    `log.clock_back`. A log that stood still until the clock caught up would serve nobody.
    """
    before = Checkpoint.objects.first()
    with room_for(refusals.keeping_no_room):
        taken = sequence()
        latest = signed(signer, before)
        if latest and is_behind(latest):
            publish(latest)
    if before and latest and latest.signed_at + CLOCKS_DIFFER < before.signed_at:
        raise refusals.clock_back(*map(timezone.localtime, (latest.signed_at, before.signed_at)))
    return taken


def signed(signer: SignerProcess, latest: Checkpoint | None) -> Checkpoint | None:
    """The checkpoint over every place that is given."""
    size = Sequence.objects.filter(pk=1).values_list("size", flat=True).first() or 0
    if not size or (latest and latest.size >= size):
        return latest
    given = {"note": signer.sign(size), "signed_at": timezone.now()}
    return Checkpoint.objects.get_or_create(size=size, defaults=given)[0]
