"""A little history at the organ's desk of the demonstration: a lead with a proposed procedure, released totals, a recipient."""

from __future__ import annotations

from datetime import date, timedelta

import pyrage
from django.conf import settings
from django.utils import timezone

from qinqing.accounts.actor import Actor, actor_of
from qinqing.accounts.demo import PEOPLE
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.organ.models import ProcedureKind
from qinqing.organ.pages.board import TABS, desk_findings
from qinqing.organ.services import leads, packages, releases

# Article → invented total of the first half of the year; under five leaves as "under five".
TOTALS = {"13": 6, "17": 3, "21": 8, "24": 2}
HALF = (date(2026, 1, 1), date(2026, 6, 30))
# Rules a lead is easiest understood by, with what the handler wrote.
REASONS = {
    "related-award": "登记资料显示，作出决定的人与中标企业有亲属、持股或任职关系，没有回避的记录，须核实。（演示）",
    "shadow-company": "企业由工作人员的亲属持股，业务集中在他经办的事项，须核实。（演示）",
}
RECIPIENT = "清宁市纪委监委（虚构）"


def play() -> None:
    """Acted by the demonstration's handler and approver, through the services everybody uses."""
    handler, approver = _actor(Role.ORGAN_HANDLER), _actor(Role.ORGAN_APPROVER)
    _register_a_lead(handler)
    for address, total in TOTALS.items():
        release = releases.propose_release(handler, address, *HALF, total, "查实总数。（演示）")
        releases.release_total(approver, release)
    _add_a_recipient(approver)


def _register_a_lead(handler: Actor) -> None:
    """The newest finding of the first of `REASONS` that has one."""
    waiting = desk_findings(handler).filter(TABS["waiting"][1])
    found = next((first for rule in REASONS if (first := waiting.filter(rule=rule).first())), None)
    if found is None:
        return
    lead = leads.register_lead(handler, found, REASONS[found.rule])
    due = timezone.localdate() + timedelta(days=30)
    leads.propose_procedure(
        handler, lead, ProcedureKind.VERIFY, "先核对登记资料和评审记录，不惊动本人。（演示）", due
    )


def _add_a_recipient(approver: Actor) -> None:
    """An invented organ; its private key lies beside the demonstration, so that a package can be opened too."""
    key = pyrage.x25519.Identity.generate()
    private = settings.HOME / "demo" / "recipient-key.txt"
    private.parent.mkdir(parents=True, exist_ok=True)
    private.write_text(f"{key}\n", encoding="ascii")
    private.chmod(0o600)
    packages.add_recipient(approver, RECIPIENT, str(key.to_public()))


def _actor(role: Role) -> Actor:
    return actor_of(User.objects.get(username=PEOPLE[role]))
