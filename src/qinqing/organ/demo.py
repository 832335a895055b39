"""A little history at the organ's desk of the demonstration: one lead with a proposed procedure, three released totals."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from qinqing.accounts.actor import Actor, actor_of
from qinqing.accounts.demo import PEOPLE
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.organ.models import ProcedureKind
from qinqing.organ.pages.board import desk_findings
from qinqing.organ.services import leads, releases
from qinqing.oversight.models.findings import Verdict

# Article → invented total of the first half of the year; under five leaves as "under five".
TOTALS = {"13": 6, "17": 3, "21": 8, "24": 2}
HALF = (date(2026, 1, 1), date(2026, 6, 30))


def play() -> None:
    """Acted by the demonstration's handler and approver, through the services everybody uses."""
    handler, approver = _actor(Role.ORGAN_HANDLER), _actor(Role.ORGAN_APPROVER)
    found = desk_findings(handler).filter(verdict=Verdict.FLAGGED).first()
    if found:
        lead = leads.register_lead(handler, found, "登记资料显示关系在册，须进一步核实。（演示）")
        due = timezone.localdate() + timedelta(days=30)
        leads.propose_procedure(
            handler, lead, ProcedureKind.VERIFY, "核对登记资料，不惊动本人。（演示）", due
        )
    for address, total in TOTALS.items():
        release = releases.propose_release(handler, address, *HALF, total, "查实总数。（演示）")
        releases.release_total(approver, release)


def _actor(role: Role) -> Actor:
    return actor_of(User.objects.get(username=PEOPLE[role]))
