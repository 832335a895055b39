"""The organ's board: its own findings and whatever is to be referred, sealed; and those the bureau disposes of."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.actor import Actor
from qinqing.accounts.request import Request
from qinqing.accounts.roles import Role
from qinqing.organ.keeping import at_bureau
from qinqing.organ.permissions import desk_condition
from qinqing.oversight.custody import sealed_rules
from qinqing.oversight.models import Finding, FindingStatus
from qinqing.oversight.models.findings import Level, Verdict
from qinqing.oversight.rules import articles_of_rule, rule_titles
from qinqing.oversight.selectors import latest_sweep

PER_PAGE = 20
SEALED = Q(level=Level.REFER) | Q(rule__in=sealed_rules())
WAITING = Q(verdict=Verdict.FLAGGED, present=True, status=FindingStatus.OPEN)
TABS = {
    "waiting": (_("待登记"), SEALED & WAITING),
    "bureau": (_("本局在办"), ~SEALED & WAITING),
    "leads": (_("已登记"), Q(status=FindingStatus.LEAD)),
    "set_aside": (_("已排除"), Q(status=FindingStatus.DISMISSED)),
    "undetermined": (_("无法判定"), Q(verdict=Verdict.UNDETERMINED, present=True, status=FindingStatus.OPEN)),
    "gone": (_("不再符合"), Q(present=False, status=FindingStatus.OPEN)),
}


def desk_findings(actor: Actor) -> QuerySet[Finding]:
    """Findings of this desk: the superior organ's are those about the bureau's head."""
    found = Finding.objects.select_related("department", "official", "enterprise", "last_sweep__version")
    return found.filter(desk_condition(actor))


def board(request: Request) -> HttpResponse:
    """One page of the tab asked for."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "waiting"
    findings = desk_findings(request.actor)
    page = Paginator(findings.filter(TABS[tab][1]), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "tab": tab,
        "tabs": [(key, label) for key, (label, _condition) in TABS.items()],
        "superior": request.actor.holds(Role.SUPERIOR_ORGAN),
        "with_bureau": {finding.pk for finding in page if at_bureau(finding)},
        "counts": findings.aggregate(
            **{key: Count("pk", filter=condition) for key, (_label, condition) in TABS.items()}
        ),
        "page_of": page,
        "titles": rule_titles(),
        "rule_articles": {name: articles_of_rule(name) for name in rule_titles()},
        "sweep": latest_sweep(),
        "query": f"tab={tab}",
    }
    return render(request, "organ/board.html", context)
