"""The board: amber and red findings, by article, level and state."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.request import Request
from qinqing.oversight.filters import BoardFilter
from qinqing.oversight.models import Finding
from qinqing.oversight.models.findings import Level
from qinqing.oversight.rules import articles_of_rule, articles_with_rules, rule_titles
from qinqing.oversight.selectors import TABS, latest_sweep, tab_counts, visible_findings
from qinqing.web.csv import csv_response

PER_PAGE = 20
TAB_LABELS = {
    "waiting": _("待核实"),
    "asked": _("已要求说明"),
    "rectifying": _("整改中"),
    "closed": _("已办结"),
    "undetermined": _("无法判定"),
    "gone": _("不再符合"),
}


def board(request: Request) -> HttpResponse:
    """One page of the tab asked for, with what each tab holds."""
    chosen = BoardFilter.of(request.GET)
    findings = chosen.apply(visible_findings(request.actor))
    page = Paginator(_of_tab(findings, chosen.tab), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "filter": chosen,
        "counts": tab_counts(findings),
        "page_of": page,
        "titles": rule_titles(),
        "rule_articles": {name: articles_of_rule(name) for name in rule_titles()},
        "articles": articles_with_rules(),
        "levels": [choice for choice in Level.choices if choice[0] != Level.REFER],
        "tabs": TAB_LABELS.items(),
        "queries": {tab.key: chosen.query(tab=tab.key) for tab in TABS},
        "sweep": latest_sweep(),
        "query": chosen.query(),
    }
    return render(request, "oversight/board.html", context)


def board_csv(request: Request) -> StreamingHttpResponse:
    """The same list as a table: everything the tab holds, not only one page."""
    chosen = BoardFilter.of(request.GET)
    findings = _of_tab(chosen.apply(visible_findings(request.actor)), chosen.tab)
    head = (
        "number",
        "rule",
        "level",
        "verdict",
        "status",
        "department",
        "enterprise",
        "on",
        "observed",
        "limit",
        "amount_cny",
        "says",
    )
    rows = (
        (
            f.number,
            f.rule,
            f.level,
            f.verdict,
            f.status,
            f.department or "",
            f.enterprise or "",
            f.on,
            f.observed,
            f.limit,
            f.amount_cny,
            f.says,
        )
        for f in findings.iterator(chunk_size=500)
    )
    return csv_response(f"findings-{chosen.tab}.csv", head, rows)


def _of_tab(findings: QuerySet[Finding], key: str) -> QuerySet[Finding]:
    return findings.filter(next(tab.condition for tab in TABS if tab.key == key))
