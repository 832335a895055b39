"""Questions about findings. Lists leave out what the reader may not see, by the same rule as the single page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.organisations.selectors import ancestors
from qinqing.oversight.models import Disposition, DispositionKind, Finding, FindingStatus, Sweep
from qinqing.oversight.models.findings import WAITING, Verdict
from qinqing.record.models import Entry

# How a check before an act is recorded: the type of its entry, and before the rule the name of its case.
CHECK, CHECK_CASE = "oversight.check_act", "check/"


def visible_findings(actor: Actor) -> QuerySet[Finding]:
    """Findings this supervisor may see: not their own, not those of people above them, not what goes outside."""
    findings = Finding.objects.select_related("department", "official", "enterprise", "last_sweep__version")
    # Somebody may have become head after the sweep that last looked at what concerns them.
    above = Q(outside=True) | Q(official__head=True)
    if actor.holds(Role.OUTSIDE_SUPERVISOR):
        findings = findings.filter(above)
    elif actor.holds(Role.SUPERVISOR):
        findings = findings.exclude(above)
    else:
        return findings.none()
    own = actor.user.official
    if own is None:
        return findings
    return findings.exclude(
        Q(official=own)
        | Q(official__isnull=True, department=own.department_id)
        | Q(official__leader=True, official__department__in=ancestors(own.department_id)),
    )


@dataclass(frozen=True, slots=True)
class BoardTab:
    """One tab of the board: its key in the address, its condition."""

    key: str
    condition: Q


TABS = (
    BoardTab(
        "waiting",
        Q(verdict=Verdict.FLAGGED, present=True, status__in=(FindingStatus.OPEN, FindingStatus.ANSWERED)),
    ),
    BoardTab("asked", Q(verdict=Verdict.FLAGGED, status=FindingStatus.ASKED)),
    BoardTab("rectifying", Q(verdict=Verdict.FLAGGED, status=FindingStatus.RECTIFYING)),
    BoardTab(
        "closed", Q(status__in=(FindingStatus.REMINDED, FindingStatus.RECTIFIED, FindingStatus.DISMISSED))
    ),
    BoardTab("undetermined", Q(verdict=Verdict.UNDETERMINED, present=True, status__in=WAITING)),
    BoardTab("gone", Q(present=False, status__in=WAITING)),
)


def tab_counts(findings: QuerySet[Finding]) -> dict[str, int]:
    """How many findings each tab holds, in one question."""
    return findings.aggregate(**{tab.key: Count("pk", filter=tab.condition) for tab in TABS})


def notices_for(actor: Actor) -> QuerySet[Disposition]:
    """What `relation_to_notice` lets this person read, as a list. Dismissals are read only as clearances."""
    official = actor.user.official
    notices = Disposition.objects.select_related("finding", "clearance", "department", "official")
    if official is None:
        return notices.none()
    addressed = Q(official=official)
    if official.leader:
        for_leaders = Q(official__isnull=True) | Q(kind=DispositionKind.REMIND, official__leader=False)
        addressed |= for_leaders & Q(department=official.department_id)
    return notices.filter(addressed).order_by("-at")


def counts_by_rule(sweep: Sweep, seen: QuerySet[Finding]) -> dict[str, dict[str, int]]:
    """rule → what `sweep` left of findings the reader may see: flagged, undetermined."""
    rows = (
        seen.filter(last_sweep=sweep)
        .order_by()
        .values("rule")
        .annotate(
            flagged=Count("pk", filter=Q(verdict=Verdict.FLAGGED)),
            undetermined=Count("pk", filter=Q(verdict=Verdict.UNDETERMINED)),
        )
    )
    return {row["rule"]: row for row in rows}


def checks_this_year() -> dict[str, int]:
    """rule → how often it was asked before an act, from New Year to the end of yesterday.

    Not to this minute: from a count that moves, somebody watching would read who is about to act.
    """
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    asked = Entry.objects.filter(type=CHECK, at__gte=midnight.replace(month=1, day=1), at__lt=midnight)
    counts = asked.order_by().values("case_id").annotate(times=Count("pk"))
    return {row["case_id"].removeprefix(CHECK_CASE): row["times"] for row in counts}


def latest_sweep() -> Sweep | None:
    return Sweep.objects.select_related("version").first()
