"""A bundle brought level with the log: what is not logged is logged, and the receipts there are go into the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db.models import Count

from qinqing.draw import store, texts
from qinqing.draw.bundle import Bundle
from qinqing.draw.logged import first_known
from qinqing.draw.plan import Plan
from qinqing.draw.verify import verify
from qinqing.inspections import refusals
from qinqing.inspections.entries import draw_case, entries_of, plan_case, plan_entry, said_by
from qinqing.inspections.services import LOG, log_plan
from qinqing.record.models import Checkpoint, Entry, Place
from qinqing.record.receipts import receipt_of
from qinqing.record.witnesses import covering


class Level(NamedTuple):
    """`steps` of the bundle are logged, `new` of them just now; `receipts` of plan and steps are in the file."""

    steps: int
    new: int
    receipts: int


def plan_in_log(plan: Plan) -> Entry:
    """The entry of the year's plan, written now if there is none; another plan's is refused."""
    logged = entries_of(plan_case(plan.year))
    if not logged:
        return log_plan(plan)
    if said_by(logged[0])["plan"] != plan.root:
        raise refusals.plan_logged(plan.year)
    return logged[0]


def bring_level(path: Path) -> Level:
    """As often as one likes, at any time; of many at once each step is logged by one."""

    def step(bundle: Bundle) -> tuple[Bundle, Level]:
        verify(bundle)
        new = log_missing(bundle)
        receipts = receipts_of(bundle)
        told = replace(bundle, receipts=receipts)
        return told, Level(len(bundle.steps), new, len(receipts))

    return store.change(path, step)


def log_missing(bundle: Bundle) -> int:
    """How many steps were logged now; Refused `draw.logged-otherwise` where the log has others."""
    logged = [said_by(entry)["step"] for entry in entries_of(draw_case(bundle.draw))]
    here = [texts.digest(step.encode()) for step in bundle.steps]
    for n, digest in enumerate(logged):
        if here[n : n + 1] != [digest]:
            raise refusals.logged_otherwise(bundle.draw, n + 1)
    for n in range(len(logged), len(here)):
        LOG[bundle.entries[n]["type"]](bundle, n)
    return len(here) - len(logged)


def receipts_of(bundle: Bundle) -> tuple[str, ...]:
    """The plan's and each step's, as far as checkpoints cover them."""
    known, found = first_known(bundle), list[str]()
    for entry in (plan_entry(bundle.commit["plan"]), *entries_of(draw_case(bundle.draw))):
        receipt = receipt_under(entry, known) if entry else None
        if receipt is None:
            break
        found.append(receipt)
    return tuple(found)


def receipt_under(entry: Entry, before: datetime | None) -> str | None:
    """The receipt of an entry under the checkpoint that tells most: see `checkpoint_for`. Its payload stays closed."""
    place = Place.objects.filter(entry=entry).first()
    checkpoint = checkpoint_for(place.index, before) if place else None
    receipt = receipt_of(entry, words=False, under=checkpoint) if checkpoint else None
    return receipt.decode() if receipt else None


def checkpoint_for(index: int, before: datetime | None) -> Checkpoint | None:
    """Seen by most witnesses before any source was out, then the earliest; where there is none, the usual one.

    More witnesses may see a later one, and that would hide that some had seen the commitment in time.
    """
    if before is not None:
        seen = Checkpoint.objects.filter(size__gt=index, cosignatures__at__lt=before)
        timely = seen.annotate(seen=Count("cosignatures")).order_by("-seen", "size").first()
        if timely:
            return timely
    return covering(index)
