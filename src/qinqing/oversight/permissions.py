"""How somebody stands to a finding or a notice. Nothing about a person reaches that person or anyone below."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation
from qinqing.accounts.roles import Role
from qinqing.organisations.models import Department, Official
from qinqing.organisations.selectors import is_within
from qinqing.oversight.models import Disposition, DispositionKind, Finding


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
    if finding.outside or (finding.official is not None and finding.official.head):
        return "assigned" if actor.holds(Role.OUTSIDE_SUPERVISOR) else "none"
    return "same_unit" if finding.department_id == actor.department_id else "other_unit"


@relation(Disposition)
def relation_to_notice(actor: Actor | None, notice: Disposition) -> str:
    """A notice belongs to the person it is addressed to; see `for_leaders` for the leaders of their unit."""
    official = actor.user.official if actor else None
    if official is None:
        return "none"
    if notice.official_id == official.pk or (
        official.leader and official.department_id == notice.department_id and for_leaders(notice)
    ):
        return "concerned"
    return "none"


def for_leaders(notice: Disposition) -> bool:
    """What concerns the unit itself goes to its leaders, and so does a reminder to one of their staff."""
    if notice.official is None:
        return True
    return notice.kind == DispositionKind.REMIND and not notice.official.leader


def needs_outside(
    department: Department | None, official: Official | None, supervisors: list[Official]
) -> bool:
    """Whether a finding must go above: it concerns the head, or no supervisor is left who may see it."""
    if official is not None and official.head:
        return True
    probe = Finding(department=department, official=official)
    return bool(supervisors) and all(concerns(probe, supervisor) for supervisor in supervisors)
