"""Registering a clue, proposing and deciding its procedures. Every step waits for a second person."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.organ import refusals
from qinqing.organ.models import Clue, Procedure, ProcedureKind
from qinqing.oversight.models import Finding, FindingStatus
from qinqing.record.services import service, write_entry


@service("organ.register_clue")
def register_clue(actor: Actor, finding: Finding, reason: str) -> Clue:
    """登记为问题线索: from here on the organ's own procedure applies."""
    finding = _open(finding)
    clue = Clue.objects.create(number=_next_number(), finding=finding, reason=reason, registered_by=actor.user, registered_at=timezone.now())
    finding.status = FindingStatus.CLUE
    finding.save(update_fields=("status",))
    write_entry(actor, clue.case, {"finding": finding.number, "clue": clue.number, "reason": reason})
    return clue


@service("organ.set_aside")
def set_aside(actor: Actor, finding: Finding, reason: str) -> Finding:
    """不登记，排除: the evidence does not hold, a namesake for instance. It opens again when the evidence changes."""
    finding = _open(finding)
    finding.status = FindingStatus.DISMISSED
    finding.save(update_fields=("status",))
    write_entry(actor, finding.case, {"finding": finding.number, "reason": reason})
    return finding


@service("organ.propose_procedure")
def propose_procedure(actor: Actor, clue: Clue, kind: str, reason: str, due_on: date | None, clearance: str = "") -> Procedure:
    """One of the four procedures, for the approver to decide."""
    clue = Clue.objects.select_for_update().get(pk=clue.pk)
    _may_propose(clue, ProcedureKind(kind), due_on, clearance)
    procedure = Procedure.objects.create(
        clue=clue, kind=kind, reason=reason, due_on=due_on, clearance=clearance, proposed_by=actor.user, proposed_at=timezone.now()
    )
    write_entry(actor, clue.case, {"procedure": kind, "reason": reason, "due_on": due_on.isoformat() if due_on else None, "clearance": clearance})
    return procedure


@service("organ.decide_procedure")
def decide_procedure(actor: Actor, procedure: Procedure, approved: bool, words: str) -> Procedure:
    """The approver's decision; never the proposer's own."""
    procedure = Procedure.objects.select_for_update().select_related("clue").get(pk=procedure.pk)
    if not procedure.waiting:
        raise refusals.already_decided()
    if procedure.proposed_by_id == actor.user.pk:
        raise refusals.own_proposal()
    procedure.decided_by, procedure.decided_at = actor.user, timezone.now()
    procedure.approved, procedure.decision = approved, words
    procedure.save(update_fields=("decided_by", "decided_at", "approved", "decision"))
    write_entry(actor, procedure.clue.case, {"procedure": procedure.pk, "approved": approved, "words": words})
    return procedure


def is_closed(clue: Clue) -> bool:
    return clue.procedures.filter(kind=ProcedureKind.CLOSE, approved=True).exists()


def _open(finding: Finding) -> Finding:
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if finding.status != FindingStatus.OPEN:
        raise refusals.already_registered()
    return finding


def _may_propose(clue: Clue, kind: ProcedureKind, due_on: date | None, clearance: str) -> None:
    if is_closed(clue):
        raise refusals.closed()
    if clue.procedures.filter(decided_at__isnull=True).exists():
        raise refusals.procedure_waiting()
    if kind == ProcedureKind.CLOSE:
        if not clearance:
            raise refusals.clearance_missing()
    elif due_on is None or due_on < timezone.localdate():
        raise refusals.deadline_missing()


def _next_number() -> str:
    year = timezone.localdate().year
    last = Clue.objects.filter(number__startswith=f"X{year}-").order_by("-id").values_list("number", flat=True).first()
    return f"X{year}-{(int(last.rpartition('-')[2]) if last else 0) + 1:04d}"
