"""The one-time list of what is to be corrected, and its answers one by one."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.affairs import filled, refusals
from qinqing.affairs.allowed import can_answer_for, can_notify, can_open_second
from qinqing.affairs.interest import without_interest
from qinqing.affairs.models import (
    Application,
    CorrectionNotice,
    CorrectionPoint,
    Demand,
    How,
    Kind,
    Paper,
    State,
)
from qinqing.affairs.services.accepting import take_in_hand
from qinqing.affairs.services.at_once import then_at_once
from qinqing.affairs.services.matter import Matter, take
from qinqing.affairs.services.papers import must_be_attached, must_stay_outside, rows_of
from qinqing.files.models import Attachment
from qinqing.record.binding import Protected
from qinqing.record.refusals import say_something
from qinqing.record.services import service
from qinqing.record.words import said, tidy
from qinqing.refusals import Problem, Say

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one point, by its key. `words`: of a field its new value. `paper`: how one is given, as in a draft."""

    point: int
    words: str
    paper: dict[str, Any] | None = None


@without_interest
@service("affairs.notify_correction")
def notify_correction(
    actor: Actor,
    application: Application,
    seen: int,
    points: Sequence[tuple[str, str]],
    *,
    declared: bool = False,
) -> CorrectionNotice:
    """Everything that is missing, told once. `points`: (`field:…`, `paper:…` or `other`, words).

    What the guide does not name, or the bureau holds, is recorded as a demand beyond it. Refused `correction.second` unless a superior
    opened another notice, `correction.too_late` once the application counts as accepted.
    """
    matter = take(actor, "notify", application, seen)
    can_notify(matter)
    lines = _lines(matter, points)
    take_in_hand(matter)
    notice = _notice(matter, actor)
    written = [
        CorrectionPoint(notice=notice, place=place, about=about, words=words)
        for place, (about, words) in enumerate(lines, start=1)
    ]
    CorrectionPoint.objects.bulk_create(written)
    beyond = Demand.objects.bulk_create(_beyond(matter, actor, lines))
    matter.step(Kind.CORRECTION_NOTIFIED, said={"points": [list(line) for line in lines]})
    matter.record(sets=[notice, *written, *beyond], notice=notice.pk, declared=declared)
    return notice


@without_interest
@service("affairs.open_second_notice")
def open_second_notice(
    actor: Actor, application: Application, seen: int, reason: str, *, declared: bool = False
) -> CorrectionNotice:
    """A superior lets a second notice be written, and says why; it will be a finding."""
    matter = take(actor, "open_second", application, seen)
    can_open_second(matter)
    notice = CorrectionNotice.objects.create(
        application=matter.application, opened_by=actor.user, opened_reason=said(reason)
    )
    matter.step(Kind.OPENED, words=notice.opened_reason)
    matter.record(sets=[notice], notice=notice.pk, declared=declared)
    return notice


@then_at_once
@service("affairs.answer_correction")
def answer_correction(
    actor: Actor, point: CorrectionPoint, seen: int, answer: str, paper: dict[str, Any] | None = None
) -> CorrectionPoint:
    """One point answered by the firm; with the last of them the file is complete, the clock may start and rules decide.

    `answer`: of a field its new value, else words. `paper`: how a paper is given, as in a draft.
    """
    matter = take(actor, "answer", point.notice.application, seen)
    sets = _answered(actor, matter, Answered(point.pk, answer, paper))
    matter.record(sets=sets, point=point.pk)
    point.refresh_from_db()
    return point


@without_interest
@service("affairs.answer_for_enterprise")
def answer_for_enterprise(
    actor: Actor,
    application: Application,
    seen: int,
    answers: Sequence[Answered],
    slip: str,
    *,
    declared: bool = False,
) -> Application:
    """What a firm that has no computer said at the counter or by phone, entered for it: one point or several at once.

    `slip`: who said so, and when. As with what was entered first the firm is told, and confirms it before a decision.
    Refused as `answer_correction`, and `affairs.firm_itself` of what it filed itself.
    """
    matter, heard = take(actor, "answer_for", application, seen), said(slip)
    can_answer_for(matter)
    if not answers:
        raise say_something()
    sets = [row for one in answers for row in _answered(actor, matter, one, heard)]
    matter.application.confirmed_at = None
    return matter.record(sets=sets, points=[one.point for one in answers], declared=declared)


def _answered(actor: Actor, matter: Matter, given: Answered, slip: str = "") -> list[Protected]:
    """One point answered, one step; what the act's entry is to hold of it."""
    matter.must_be(State.AWAITING_CORRECTION)
    of_matter = CorrectionPoint.objects.filter(
        notice__application=matter.application, notice__issued_at__isnull=False
    )
    point = of_matter.select_for_update(of=("self",)).filter(pk=given.point, answered_at=None).first()
    if point is None:
        raise refusals.nothing_to_answer()
    before = matter.application.fields
    papers = _take_answer(actor, matter, point, given.words, given.paper)
    point.answered_at = timezone.now()
    point.save(update_fields=("answer", "answered_at"))
    waiting = CorrectionPoint.objects.filter(notice=point.notice_id, answered_at=None).exists()
    said_too = {"slip": slip} if slip else {}
    if papers:
        said_too["given"] = papers[0].how
    if _as_before(point, before, papers):
        said_too["as_before"] = "yes"
    kind = Kind.ANSWERED if waiting else Kind.CORRECTED
    matter.step(kind, words=point.answer, said={"about": point.about, **said_too})
    return [point, *papers]


def _as_before(point: CorrectionPoint, fields: dict[str, str], papers: Sequence[Paper]) -> bool:
    """Answered by what a person found wanting: the value it had, the very same files."""
    kind, _, key = point.about.partition(":")
    if kind == "field":
        return point.answer == fields.get(key, "")
    files = [paper.file_id for paper in papers if paper.file_id]
    if not files:
        return False
    earlier = Paper.objects.filter(application=papers[0].application, paper=key, how=How.FILE)
    seen = earlier.exclude(pk__in=[paper.pk for paper in papers]).values("file__sha256")
    return not Attachment.objects.filter(pk__in=files).exclude(sha256__in=seen).exists()


def _lines(matter: Matter, points: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    lines = [(about, said(words)) for about, words in points]
    if not lines:
        raise say_something()
    strange = [about for about, _ in lines if about != OTHER and not _in_guide(matter, about)]
    if strange:
        raise refusals.unknown_entries(
            [Problem(about, Say("指南没有这一项", "the guide has no such thing")) for about in strange]
        )
    return lines


def _in_guide(matter: Matter, about: str) -> bool:
    kind, _, key = about.partition(":")
    known: dict[str, Container[str]] = {"field": matter.item.field, "paper": matter.item.paper}
    return key in known.get(kind, ())


def _notice(matter: Matter, actor: Actor) -> CorrectionNotice:
    """The first one, or the one a superior opened."""
    opened = matter.application.notices.filter(issued_at=None).first()
    notice = opened or CorrectionNotice(application=matter.application)
    notice.issued_at, notice.issued_on, notice.issued_by = timezone.now(), timezone.localdate(), actor.user
    notice.save()
    return notice


def _beyond(matter: Matter, actor: Actor, lines: list[tuple[str, str]]) -> list[Demand]:
    """What the guide does not name, and papers the bureau itself holds, which nobody may ask for again."""
    held = {f"paper:{given.paper}" for given in matter.application.papers.filter(how=How.HELD)}
    return [
        Demand(
            application=matter.application,
            words=words,
            made_by=actor.user.official,
            on=timezone.localdate(),
            recorded_by=actor.user,
            recorded_at=timezone.now(),
        )
        for about, words in lines
        if about == OTHER or about in held
    ]


def _take_answer(
    actor: Actor, matter: Matter, point: CorrectionPoint, answer: str, paper: dict[str, Any] | None
) -> list[Paper]:
    """A field gets its new value, a paper its new rows; the papers given before stay where they are."""
    kind, _, key = point.about.partition(":")
    must_stay_outside(answer, (paper or {}).get("no", ""))
    if kind == "paper" and paper:
        problems = [
            *filled.unknown(matter.item, {}, {key: paper}),
            *filled.kept_off(matter.item, {key: paper}),
        ]
        if problems:
            raise refusals.unknown_entries(problems)
        must_be_attached(actor, {key: paper}, {})
        point.answer = tidy(answer)
        return Paper.objects.bulk_create(rows_of(matter.application, key, paper, actor))
    point.answer = said(answer)
    if kind == "field":
        fields = {key: point.answer}
        if problems := filled.wrong(matter.item, fields):
            raise refusals.not_filled_right(problems)
        matter.application.fields = {**matter.application.fields, **fields}
    return []
