"""A long sheet is asked for, or handed in; the worker does the rest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.batches import refusals
from qinqing.batches.models import OPEN, Batch, State
from qinqing.batches.registry import KNOWN, Entering, Sheet
from qinqing.record.services import service, write_entry

MOST_WRITTEN = 200_000


def ask_sheet(actor: Actor, what: str, asked: dict[str, Any]) -> Batch:
    """Asked for twice while it waits or is written, it is one. Refused `batch.not_yours`, `batch.too_many_rows`."""
    waiting = Batch.objects.filter(by=actor.user, what=what, asked=asked, state__in=OPEN).first()
    return waiting or _ask(actor, what, asked)


@service("batches.ask", fields=("what",))
def _ask(actor: Actor, what: str, asked: dict[str, Any]) -> Batch:
    sheet = KNOWN[what]
    if not isinstance(sheet, Sheet) or not sheet.may(actor):
        raise refusals.not_yours()
    total = sheet.total(actor, asked)
    if total > MOST_WRITTEN:
        raise refusals.too_many_rows(total, MOST_WRITTEN)
    return _begun(actor, Batch(what=what, asked=asked, by=actor.user, total=total))


def hand_in(actor: Actor, what: str, asked: dict[str, Any], rows: list[Any], digest: str) -> Batch:
    """A sheet read without a problem, to be entered whole. `digest`: of its file.

    Refused `batch.entered_before` where the very same one waits or is entered, pressed twice at once included.
    """
    whole = hashlib.sha256(json.dumps([what, asked, digest], sort_keys=True).encode()).hexdigest()
    entered = Batch.objects.filter(digest=whole).exclude(state__in=(State.REFUSED, State.FAILED))
    if before := entered.first():
        raise refusals.entered_before(_minute(before))
    try:
        return _hand_in(actor, what, asked, rows, whole)
    except IntegrityError:
        if before := entered.first():
            raise refusals.entered_before(_minute(before)) from None
        raise


def _minute(batch: Batch) -> str:
    return timezone.localtime(batch.asked_at).strftime("%Y-%m-%d %H:%M")


@service("batches.hand_in", fields=("what",))
def _hand_in(actor: Actor, what: str, asked: dict[str, Any], rows: list[Any], digest: str) -> Batch:
    entering = KNOWN[what]
    if not isinstance(entering, Entering) or not entering.may(actor):
        raise refusals.not_yours()
    return _begun(
        actor, Batch(what=what, asked=asked, rows=rows, digest=digest, by=actor.user, total=len(rows))
    )


def _begun(actor: Actor, batch: Batch) -> Batch:
    batch.save(force_insert=True)
    said = {"batch": str(batch.pk), "asked": batch.asked, "rows": batch.total}
    write_entry(actor, f"batch/{batch.pk}", said, person=actor.user.username, what=batch.what)
    transaction.on_commit(_soon)
    return batch


def _soon() -> None:
    from qinqing.batches.tasks import work_off

    work_off.enqueue()
