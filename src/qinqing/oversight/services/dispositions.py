"""What a supervisor may decide on a finding, and the answer of the person concerned. Every act is recorded."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.oversight import refusals
from qinqing.oversight.models import Clearance, Disposition, DispositionKind, Finding, FindingStatus
from qinqing.oversight.models.findings import CONFIRMED
from qinqing.record.services import service, write_entry

AFTER = {
    DispositionKind.REMIND: FindingStatus.REMINDED,
    DispositionKind.EXPLAIN: FindingStatus.ASKED,
    DispositionKind.RECTIFY: FindingStatus.RECTIFYING,
    DispositionKind.DISMISS: FindingStatus.DISMISSED,
}


@service("oversight.remind")
def remind(actor: Actor, finding: Finding, words: str) -> Disposition:
    """提醒: the facts are clear and slight; the person concerned and the head of the unit read `words`."""
    return _dispose(actor, finding, DispositionKind.REMIND, words)


@service("oversight.explain")
def explain(actor: Actor, finding: Finding, words: str, due_on: date) -> Disposition:
    """要求说明情况: release the question `words`, to be answered by `due_on`."""
    return _dispose(actor, finding, DispositionKind.EXPLAIN, words, due_on)


@service("oversight.rectify")
def rectify(actor: Actor, finding: Finding, words: str, due_on: date) -> Disposition:
    """责令整改: what is to be put right by `due_on`; it ends when a supervisor has checked it."""
    return _dispose(actor, finding, DispositionKind.RECTIFY, words, due_on)


@service("oversight.dismiss")
def dismiss(actor: Actor, finding: Finding, words: str, clearance: str) -> Disposition:
    """排除预警: the evidence does not hold. `clearance` is the written clearance issued with it."""
    return _dispose(actor, finding, DispositionKind.DISMISS, words, clearance=clearance)


@service("oversight.answer")
def answer(actor: Actor, notice: Disposition, words: str) -> Disposition:
    """The answer of the person concerned to a released question; given once."""
    notice = Disposition.objects.select_for_update().select_related("finding").get(pk=notice.pk)
    if not notice.answerable:
        raise refusals.already_answered(notice)
    notice.answer, notice.answered_by, notice.answered_at = words, actor.user, timezone.now()
    notice.save(update_fields=("answer", "answered_by", "answered_at"))
    Finding.objects.filter(pk=notice.finding_id, status=FindingStatus.ASKED).update(
        status=FindingStatus.ANSWERED
    )
    said = {"notice": notice.pk, "answer": words}
    write_entry(actor, notice.case, said, person=notice.finding.person, sets=[notice, notice.finding])
    return notice


@service("oversight.confirm_rectified")
def confirm_rectified(actor: Actor, finding: Finding, words: str) -> Finding:
    """A supervisor checked that what was ordered is done; only this ends a rectification."""
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if finding.status != FindingStatus.RECTIFYING:
        raise refusals.nothing_to_check(finding)
    order = finding.dispositions.filter(kind=DispositionKind.RECTIFY).latest("at")
    order.checked_by, order.checked_at = actor.user, timezone.now()
    order.save(update_fields=("checked_by", "checked_at"))
    finding.status = FindingStatus.RECTIFIED
    finding.save(update_fields=("status",))
    write_entry(
        actor,
        finding.case,
        {**_judged(finding), "order": order.pk, "checked": words},
        person=finding.person,
        sets=[finding, order],
    )
    return finding


def _dispose(
    actor: Actor,
    finding: Finding,
    kind: DispositionKind,
    words: str,
    due_on: date | None = None,
    *,
    clearance: str = "",
) -> Disposition:
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if finding.status in (*CONFIRMED, FindingStatus.DISMISSED):
        raise refusals.already_disposed(finding)
    if due_on and due_on < timezone.localdate():
        raise refusals.deadline_passed(due_on)
    disposition = Disposition.objects.create(
        finding=finding,
        kind=kind,
        words=words,
        due_on=due_on,
        by=actor.user,
        at=timezone.now(),
        official_id=finding.official_id,
        department_id=finding.department_id,
    )
    issued = []
    if clearance:
        now = timezone.now()
        issued = [Clearance.objects.create(disposition=disposition, words=clearance, issued_at=now)]
    finding.status = AFTER[kind]
    finding.save(update_fields=("status",))
    payload = {
        **_judged(finding),
        "finding": finding.number,
        "words": words,
        "due_on": due_on.isoformat() if due_on else None,
        "clearance": clearance,
    }
    write_entry(
        actor,
        finding.case,
        payload,
        person=finding.person,
        sets=[finding, disposition, *issued],
    )
    return disposition


def _judged(finding: Finding) -> dict[str, str]:
    """Committed to, never in the clear: the log is published, and what is not verified is no public figure."""
    return {"rule": finding.rule, "level": finding.level}
