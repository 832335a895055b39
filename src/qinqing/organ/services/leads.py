"""Registering a lead, proposing and deciding its procedures. Every step waits for a second person."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.organ import refusals
from qinqing.organ.keeping import at_bureau
from qinqing.organ.models import Lead, Procedure, ProcedureKind
from qinqing.oversight.models import Finding, FindingStatus
from qinqing.record.services import service, write_entry


@service("organ.register_lead")
def register_lead(actor: Actor, finding: Finding, reason: str) -> Lead:
    """登记为问题线索: from here on the organ's own procedure applies."""
    finding = _open(finding)
    lead = Lead.objects.create(
        number=_next_number(),
        finding=finding,
        reason=reason,
        registered_by=actor.user,
        registered_at=timezone.now(),
    )
    finding.status = FindingStatus.LEAD
    finding.save(update_fields=("status",))
    said = {"finding": finding.number, "lead": lead.number, "reason": reason}
    write_entry(actor, lead.case, said, person=finding.person, sets=[finding, lead])
    return lead


@service("organ.set_aside")
def set_aside(actor: Actor, finding: Finding, reason: str) -> Finding:
    """不登记，排除: the evidence does not hold, a namesake for instance. It opens again when the evidence changes."""
    finding = _open(finding)
    finding.status = FindingStatus.DISMISSED
    finding.save(update_fields=("status",))
    said = {"finding": finding.number, "reason": reason}
    write_entry(actor, finding.case, said, person=finding.person, sets=[finding])
    return finding


@service("organ.propose_procedure")
def propose_procedure(
    actor: Actor, lead: Lead, kind: str, reason: str, due_on: date | None, clearance: str = ""
) -> Procedure:
    """One of the four procedures, for the approver to decide."""
    lead = Lead.objects.select_for_update().get(pk=lead.pk)
    _may_propose(lead, ProcedureKind(kind), due_on, clearance)
    procedure = Procedure.objects.create(
        lead=lead,
        kind=kind,
        reason=reason,
        due_on=due_on,
        clearance=clearance,
        proposed_by=actor.user,
        proposed_at=timezone.now(),
    )
    write_entry(
        actor,
        lead.case,
        {
            "procedure": kind,
            "reason": reason,
            "due_on": due_on.isoformat() if due_on else None,
            "clearance": clearance,
        },
        person=lead.finding.person,
        sets=[procedure],
    )
    return procedure


@service("organ.decide_procedure")
def decide_procedure(actor: Actor, procedure: Procedure, approved: bool, words: str) -> Procedure:
    """The approver's decision; never the proposer's own."""
    procedure = Procedure.objects.select_for_update().select_related("lead").get(pk=procedure.pk)
    if not procedure.waiting:
        raise refusals.already_decided()
    if procedure.proposed_by_id == actor.user.pk:
        raise refusals.own_proposal()
    procedure.decided_by, procedure.decided_at = actor.user, timezone.now()
    procedure.approved, procedure.decision = approved, words
    procedure.save(update_fields=("decided_by", "decided_at", "approved", "decision"))
    said = {"procedure": procedure.pk, "approved": approved, "words": words}
    write_entry(actor, procedure.lead.case, said, person=procedure.lead.finding.person, sets=[procedure])
    return procedure


def is_closed(lead: Lead) -> bool:
    return lead.procedures.filter(kind=ProcedureKind.CLOSE, approved=True).exists()


def _open(finding: Finding) -> Finding:
    finding = Finding.objects.select_for_update(of=("self",)).select_related("official").get(pk=finding.pk)
    if finding.status != FindingStatus.OPEN:
        raise refusals.already_registered()
    if at_bureau(finding):
        raise refusals.at_bureau()
    return finding


def _may_propose(lead: Lead, kind: ProcedureKind, due_on: date | None, clearance: str) -> None:
    if is_closed(lead):
        raise refusals.closed()
    if lead.procedures.filter(decided_at__isnull=True).exists():
        raise refusals.procedure_waiting()
    if kind == ProcedureKind.CLOSE:
        if not clearance:
            raise refusals.clearance_missing()
    elif due_on is None or due_on < timezone.localdate():
        raise refusals.deadline_missing()


def _next_number() -> str:
    year = timezone.localdate().year
    last = (
        Lead.objects.filter(number__startswith=f"X{year}-")
        .order_by("-id")
        .values_list("number", flat=True)
        .first()
    )
    return f"X{year}-{(int(last.rpartition('-')[2]) if last else 0) + 1:04d}"
