"""A little history for the demonstration: findings asked about, put right, reminded of, cleared; at both supervisors' desks."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from qinqing.accounts.actor import Actor, actor_of
from qinqing.accounts.demo import PEOPLE
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.oversight.models import Disposition, Finding
from qinqing.oversight.models.findings import Verdict
from qinqing.oversight.selectors import visible_findings
from qinqing.oversight.services import dispositions

DAYS_TO_ANSWER = 7
OFTEN, MANY = "application-overdue", 24


def play() -> None:
    """Disposed of by the demonstration's supervisors, through the services everybody uses."""
    _outside()
    supervisor = actor_of(_person(Role.SUPERVISOR))
    flagged = visible_findings(supervisor).filter(
        verdict=Verdict.FLAGGED, official__isnull=False, official__head=False
    )
    found = list(flagged.filter(official__leader=False).order_by("-on", "number")[:4])
    if len(found) < 4:
        return
    _seat_the_clerk(found[0])
    due = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)
    _ask_and_answer(supervisor, found[0])
    dispositions.explain(
        supervisor, found[1], "请说明超过期限的原因；有停算事由而没有登记的，请附材料。（演示）", due
    )
    dispositions.rectify(supervisor, found[2], "请办结并向企业书面说明逾期原因。（演示）", due)
    dispositions.dismiss(
        supervisor,
        found[3],
        "核对原始登记，决定当日已送达，录入晚了。（演示）",
        f"经核实，疑点 {found[3].number} 所列情况不成立：决定按期作出，登记录入较晚。您在本件办理中没有违反时限规定。（演示）",
    )
    _dispose_of_many(supervisor, flagged.exclude(pk__in=[finding.pk for finding in found]))


def _dispose_of_many(supervisor: Actor, flagged: QuerySet[Finding]) -> None:
    """Enough of one rule that its record says something; every sixth does not hold."""
    for place, finding in enumerate(flagged.filter(rule=OFTEN).order_by("on", "number")[:MANY], start=1):
        if place % 6:
            dispositions.remind(supervisor, finding, "超过期限，已办结，请以后按期办理。（演示）")
        else:
            words = f"经核实，疑点 {finding.number} 所列情况不成立：停算的材料登记晚了。（演示）"
            dispositions.dismiss(supervisor, finding, "核对原始登记，停算有依据，登记晚了。（演示）", words)


def _outside() -> None:
    """What the bureau's own supervisors may not see: a question to the leader who can sign in, somebody cleared."""
    outside, leader = actor_of(_person(Role.OUTSIDE_SUPERVISOR)), _person(Role.LEADER).official
    leaders = visible_findings(outside).filter(
        verdict=Verdict.FLAGGED, official__leader=True, official__head=False
    )
    asked = leaders.filter(official=leader).order_by("-on", "number").first()
    cleared = leaders.exclude(official=leader).order_by("-on", "number").first()
    if asked:
        due = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)
        dispositions.explain(outside, asked, "请说明这件事的经过，企业是否确认过。（演示）", due)
    if cleared:
        dispositions.dismiss(
            outside,
            cleared,
            "核对原始记录，登记录入有误。（演示）",
            f"经核实，疑点 {cleared.number} 所列情况不成立：登记录入有误，您没有延误。（演示）",
        )


def _person(role: Role) -> User:
    return User.objects.get(username=PEOPLE[role])


def _seat_the_clerk(finding: Finding) -> None:
    """The demonstration's clerk is somebody a question can reach."""
    User.objects.filter(official=finding.official).update(official=None)
    User.objects.filter(username=PEOPLE[Role.CLERK]).update(official=finding.official)


def _ask_and_answer(supervisor: Actor, finding: Finding) -> Disposition:
    due = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)
    asked = dispositions.explain(supervisor, finding, "请说明这件事的经过和原因。（演示）", due)
    words = "设计单位书面提出补一份计算书，我同意等，没有登记停算，是我没有及时登记和催办。（演示）"
    return dispositions.answer(actor_of(_person(Role.CLERK)), asked, words)
