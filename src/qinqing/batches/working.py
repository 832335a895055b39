"""What the worker does with a batch: take it, write or enter it, say how far it is, end it once."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from qinqing.accounts.actor import actor_of
from qinqing.batches import refusals, store
from qinqing.batches.models import Batch, State
from qinqing.batches.registry import KNOWN, Line, Sheet
from qinqing.refusals import Failed, Refused, in_both
from qinqing.sheets.writing import write_sheet

log = logging.getLogger("qinqing.batches")
# A worker that says nothing for so long was killed: another one begins again.
SILENT = timedelta(minutes=2)


def work_off_all() -> int:
    """Every batch that waits or whose worker went silent; how many were ended."""
    before = timezone.now() - SILENT
    left = Q(state=State.WAITING) | Q(state=State.RUNNING, touched_at__lt=before)
    return sum(work_off(batch) for batch in Batch.objects.filter(left).order_by("asked_at"))


def work_off(batch: Batch) -> bool:
    """One batch to its end; False where another worker has it."""
    if batch.state == State.RUNNING and store.quiet_for(batch.pk) < SILENT.total_seconds():
        return False
    seen = Batch.objects.filter(pk=batch.pk, state=batch.state, touched_at=batch.touched_at)
    if not seen.update(state=State.RUNNING, touched_at=timezone.now()):
        return False
    try:
        state, report = State.DONE, _done(batch)
    except Refused as refused:
        state, report = State.REFUSED, _lines(refused)
    except Failed as failed:
        state, report = State.FAILED, [("", "", *failed.says)]
    except Exception:
        number = secrets.token_hex(4)
        log.exception("incident %s in batch %s", number, batch.pk)
        said = (
            f"我们的程序出了错，已经记录。编号 {number}。",
            f"Our program went wrong; it is recorded as {number}.",
        )
        state, report = State.FAILED, [("", "", *said)]
    Batch.objects.filter(pk=batch.pk).update(state=state, report=report, rows=[], finished_at=timezone.now())
    return True


def _done(batch: Batch) -> list[Line]:
    actor, known = actor_of(batch.by), KNOWN[batch.what]
    if not known.may(actor):
        raise refusals.not_yours()

    def told(done: int) -> None:
        store.tell(batch.pk, done)

    told(0)
    if isinstance(known, Sheet):
        title, headings = known.title.zh, known.headings()
        written = write_sheet(store.path_of(batch.pk), title, headings, known.rows(actor, batch.asked), told)
        Batch.objects.filter(pk=batch.pk).update(total=written)
        return []
    return known.enter(actor, batch.pk, batch.asked, batch.rows, told)


def _lines(refused: Refused) -> list[Line]:
    return [("", "", *refused.says), *((*in_both(one.where), *one.says) for one in refused.problems)]
