"""How somebody at the organ's desk stands to a finding: what concerns the bureau's head goes to the superior organ."""

from __future__ import annotations

from django.db.models import Q

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.accounts.roles import Role
from qinqing.organ.models import Lead, Procedure, SealedPackage
from qinqing.oversight.models import Finding


@relation(Finding)
def relation_to_finding(actor: Actor | None, finding: Finding) -> str:
    """'assigned': this desk's; 'none': the other desk's."""
    if actor is None:
        return "none"
    above = finding.official is not None and finding.official.head
    return "assigned" if actor.holds(Role.SUPERIOR_ORGAN) == above else "none"


def desk_condition(actor: Actor, prefix: str = "") -> Q:
    """The same rule for lists: findings (behind `prefix`) this desk may see."""
    above = Q(**{f"{prefix}official__head": True})
    return above if actor.holds(Role.SUPERIOR_ORGAN) else ~above


@relation(Lead)
def relation_to_lead(actor: Actor | None, lead: Lead) -> str:
    return relation_to_finding(actor, lead.finding)


@relation(Procedure)
def relation_to_procedure(actor: Actor | None, procedure: Procedure) -> str:
    return relation_to_finding(actor, procedure.lead.finding)


@relation(SealedPackage)
def relation_to_package(actor: Actor | None, package: SealedPackage) -> str:
    return relation_to_finding(actor, package.finding)
