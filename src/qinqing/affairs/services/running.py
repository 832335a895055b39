"""While the clock runs: stop it on a ground of the law, extend it once, hand the matter over, note what it costs the firm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.affairs import refusals
from qinqing.affairs.allowed import can_extend, must_be_accepted, paused_on
from qinqing.affairs.interest import without_interest
from qinqing.affairs.models import Application, Evidence, Kind
from qinqing.affairs.services.matter import Matter, day_of, take
from qinqing.affairs.services.papers import is_own_file
from qinqing.affairs.terms import KeptTerms
from qinqing.clock.events import grounds_on
from qinqing.files.models import Attachment
from qinqing.organisations.models import Official
from qinqing.record.services import service
from qinqing.record.words import said, tidy
from qinqing.refusals import Say


@without_interest
@service("affairs.pause")
def pause(
    actor: Actor,
    application: Application,
    seen: int,
    ground: str,
    evidence: str,
    days: int,
    on: date | None = None,
    files: Sequence[Attachment] = (),
    for_firm: bool = True,
    *,
    declared: bool = False,
) -> Application:
    """中止: on a ground of the law, on `evidence`, for about `days` days, which the firm is told.

    `evidence` names it in words, always; `files` are the thing itself, which the firm opens where `for_firm`.
    Refused `pause.no_ground`, `pause.open_already`, `pause.no_evidence`, `pause.not_attached`, `pause.too_late`,
    `application.not_accepted_yet`.
    """
    matter = take(actor, "pause", application, seen)
    must_be_accepted(matter)
    day = day_of(matter, on)
    known = grounds_on(day)
    if ground not in known:
        raise refusals.no_such_ground(ground[:20], [*known.values()])
    if ground in paused_on(matter):
        raise refusals.paused_already(known[ground])
    if not tidy(evidence) or days < 1:
        raise refusals.pause_needs_evidence()
    _must_not_undo_lateness(matter, day)
    unused = Attachment.objects.filter(pk__in=[file.pk for file in files], evidence=None, papers=None)
    if sum(is_own_file(actor, file) for file in unused) != len(files):
        raise refusals.evidence_not_attached()
    step = matter.step(Kind.PAUSED, on=day, ground=ground, words=tidy(evidence), said={"days_told": days})
    matter.keep()
    rows = [Evidence.objects.create(step=step, file=file, for_firm=for_firm) for file in files]
    return matter.record(sets=rows, files=[str(file.pk) for file in files], declared=declared)


@without_interest
@service("affairs.resume")
def resume(
    actor: Actor,
    application: Application,
    seen: int,
    ground: str,
    words: str = "",
    on: date | None = None,
    *,
    declared: bool = False,
) -> Application:
    """恢复: the pause on that ground is over. `words`: what came of it."""
    matter = take(actor, "resume", application, seen)
    must_be_accepted(matter)
    if ground not in paused_on(matter):
        known = grounds_on(timezone.localdate()).get(ground)
        raise refusals.not_paused(known or Say(ground[:20], ground[:20]))
    day, since = day_of(matter, on), _paused_since(matter, ground)
    if day < since:
        raise refusals.day_out_of_order(day, since)
    matter.step(Kind.RESUMED, on=day, ground=ground, words=tidy(words))
    return matter.record(declared=declared)


@without_interest
@service("affairs.extend")
def extend(
    actor: Actor, application: Application, seen: int, reason: str, *, declared: bool = False
) -> Application:
    """延长: once, within the time, by whom the law names; the firm reads the reason."""
    matter = take(actor, "extend", application, seen)
    can_extend(matter)
    terms = KeptTerms.read(matter.application.terms)
    matter.step(Kind.EXTENDED, n=terms.extension, words=said(reason))
    return matter.record(declared=declared)


@service("affairs.transfer")
def transfer(
    actor: Actor, application: Application, seen: int, handler: Official, reason: str
) -> Application:
    """转交: another handler, whose unit answers for it from now on. The clock does not notice.

    Whoever it came to is asked about when they first do something with it, see `interest`.
    """
    matter = take(actor, "transfer", application, seen)
    matter.must_be_open()
    before = matter.application.handler
    if before == handler:
        raise refusals.same_handler()
    if handler.until and handler.until < timezone.localdate():
        raise refusals.handler_left()
    matter.application.handler, matter.application.department = handler, handler.department
    handed = {"from": before.key if before else "", "to": handler.key}
    matter.step(Kind.TRANSFERRED, words=said(reason), said=handed)
    return matter.record()


def _paused_since(matter: Matter, ground: str) -> date:
    return max(step.on for step in matter.steps if step.kind == Kind.PAUSED and step.ground == ground)


def _must_not_undo_lateness(matter: Matter, day: date) -> None:
    """A pause noted later, from before the law's day that has passed, would move that day: what is late stays late.

    The promised day alone stops nobody: the law does not count these days, whenever they are noted.
    """
    due_on = matter.application.due_on
    if due_on and day < due_on < timezone.localdate():
        raise refusals.too_late_to_pause(day, due_on)


@service("affairs.note_trip")
def note_trip(
    actor: Actor, application: Application, seen: int, words: str, on: date | None = None
) -> Application:
    """The enterprise had to come: counted, whoever writes it down."""
    matter = take(actor, "note_trip", application, seen)
    matter.application.trips += 1
    matter.step(Kind.TRIP, on=day_of(matter, on), words=said(words))
    return matter.record()
