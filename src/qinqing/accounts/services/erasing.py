"""Erasing a person: one asks, another agrees, and then it is done. Nobody can take it back."""

from __future__ import annotations

from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from qinqing.accounts import refusals
from qinqing.accounts.actor import Actor
from qinqing.accounts.erasers import erasers
from qinqing.accounts.erasing import subject_behind, subject_of
from qinqing.accounts.models import Erasure
from qinqing.organisations.models import Official
from qinqing.record.erasing import run
from qinqing.record.erasing.lists import Line, Pending
from qinqing.record.erasing.places import KEEPS
from qinqing.record.erasing.subject import Subject
from qinqing.record.folding import ERASED
from qinqing.record.services import Machine, service, write_entry


@service("accounts.ask_erasure", fields=("ground",))
def ask_erasure(actor: Actor, key: str, ground: str, reason: str) -> Erasure:
    """Ask that the person behind `key` be erased from this store. Refused while law or work still needs their data."""
    subject = subject_of(key)
    _must_be_entitled(actor, subject, "asks")
    refuse_kept(subject)
    try:
        with transaction.atomic():
            asked = Erasure.objects.create(
                subject=key, ground=ground, reason=reason, asked_by=actor.user, asked_at=timezone.now()
            )
    except IntegrityError as twice:
        raise refusals.erasure_asked() from twice
    said = {"erasure": asked.pk, "reason": reason}
    write_entry(actor, f"erasure/{asked.pk}", said, person=subject.keys[0], sets=[asked], ground=ground)
    return asked


@service("accounts.decline_erasure")
def decline_erasure(actor: Actor, erasure: Erasure, reason: str) -> Erasure:
    """The request is not followed; whoever asked may take it back this way too."""
    erasure, subject = _waiting(erasure)
    if actor.user.pk != erasure.asked_by_id:
        _must_be_entitled(actor, subject, "agrees")
    erasure.decided_by, erasure.decided_at, erasure.agreed = actor.user, timezone.now(), False
    erasure.save(update_fields=("decided_by", "decided_at", "agreed"))
    said = {"erasure": erasure.pk, "reason": reason}
    write_entry(actor, f"erasure/{erasure.pk}", said, person=subject.keys[0], sets=[erasure])
    return erasure


def agree_to_erasure(actor: Actor, erasure: Erasure) -> list[Path]:
    """Another person agrees, and the person is erased for good. Files in which a mark of theirs still stands.

    What is on disk follows the transaction; killed in between, the next start or `qinqing erase --finish` goes on.
    """
    erasing = run.new_pending(subject_of(erasure.subject))
    erasing.write()
    try:
        _erase(actor, erasure, erasing)
    except BaseException:
        erasing.remove()
        raise
    return run.finish(erasing)


@service(ERASED, fields=("openings",))
def _erase(actor: Actor, erasure: Erasure, erasing: Pending) -> None:
    erasure, _ = _waiting(erasure)
    if actor.user.pk == erasure.asked_by_id:
        raise refusals.erasing_takes_two()
    _must_be_entitled(actor, erasing.subject, "agrees")
    refuse_kept(erasing.subject)
    run.refuse_unsound()
    erasure.decided_by, erasure.decided_at, erasure.agreed = actor.user, timezone.now(), True
    erasure.save(update_fields=("decided_by", "decided_at", "agreed"))
    run.erase_rows(actor, erasing, [erasure], ground=erasure.ground)


def replay_erasures(lines: list[Line]) -> int:
    """After a restore: whoever the list names is erased again, without asking anybody anew."""
    return run.replay(_again, lines)


def _again(line: Line) -> Pending:
    erasing = Pending(line, subject_behind(line))
    erasing.write()
    _erase_again(erasing)
    return erasing


@service(ERASED, fields=("openings",))
def _erase_again(erasing: Pending) -> None:
    run.erase_rows(Machine(), erasing, [])


def refuse_kept(subject: Subject) -> None:
    """Refused `erase.kept` with every reason at once."""
    problems = [problem for keeps in KEEPS for problem in keeps(subject)]
    if problems:
        raise refusals.still_kept(problems)


def _must_be_entitled(actor: Actor, subject: Subject, step: str) -> None:
    if actor.user.pk in subject.users or actor.official_id in subject.officials:
        raise refusals.erasing_oneself()
    head = Official.objects.filter(pk__in=subject.officials, head=True).exists()
    roles = erasers(head=head)[step]
    if not actor.holds(*roles):
        raise refusals.may_not_erase(sorted(roles))


def _waiting(erasure: Erasure) -> tuple[Erasure, Subject]:
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.decided_at:
        raise refusals.erasure_decided()
    return erasure, subject_of(erasure.subject)
