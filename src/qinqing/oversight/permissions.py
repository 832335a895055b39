"""How somebody stands to a finding or a notice. Nothing about a person reaches that person or anyone below."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.accounts.roles import Role
from qinqing.organisations.models import Department, Official
from qinqing.organisations.selectors import is_within
from qinqing.oversight.models import Disposition, Finding


def concerns(finding: Finding, official: Official) -> bool:
    """Whether `official` is the person concerned, one of the unit judged, or stands below the person concerned."""
    if finding.official is None:
        return finding.department_id == official.department_id
    if finding.official_id == official.pk:
        return True
    return finding.official.leader and is_within(official.department_id, finding.official.department_id)


@relation(Finding)
def relation_to_finding(actor: Actor | None, finding: Finding) -> str:
    if actor is None:
        return "none"
    if actor.user.official and concerns(finding, actor.user.official):
        return "concerned"
    if finding.outside:
        return "assigned" if actor.holds(Role.OUTSIDE_SUPERVISOR) else "none"
    return "same_unit" if finding.department_id == actor.department_id else "other_unit"


@relation(Disposition)
def relation_to_notice(actor: Actor | None, notice: Disposition) -> str:
    """A notice belongs to the person it is addressed to, or to the leaders of the unit it is addressed to."""
    official = actor.user.official if actor else None
    if official is None:
        return "none"
    if notice.official_id:
        return "concerned" if notice.official_id == official.pk else "none"
    return "concerned" if official.leader and official.department_id == notice.department_id else "none"


def needs_outside(
    department: Department | None, official: Official | None, supervisors: list[Official]
) -> bool:
    """Whether a finding must go above: it concerns the head, or no supervisor is left who may see it."""
    if official is not None and official.head:
        return True
    probe = Finding(department=department, official=official)
    return bool(supervisors) and all(concerns(probe, supervisor) for supervisor in supervisors)
