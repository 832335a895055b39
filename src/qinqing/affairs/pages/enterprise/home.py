"""我的事项: what waits for the firm first, then drafts, applications with their clock in one line, problems."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from qinqing.accounts.request import Request, own_firms
from qinqing.affairs.models import Application
from qinqing.affairs.selectors.lists import own_applications
from qinqing.affairs.selectors.own import own_drafts, problems_answered, waiting_for_firm
from qinqing.affairs.selectors.voice import own_problems
from qinqing.affairs.shown.lines import line_of
from qinqing.affairs.texts import Titles

PER_PAGE, SHOWN_PROBLEMS = 20, 10


def home(request: Request) -> HttpResponse:
    """Of all the reader's firms, or with `?firm=` of one of them."""
    firms, asked = own_firms(request), request.GET.get("firm", "")
    chosen = next((firm for firm in firms if firm.key == asked), None)
    ids = [chosen.pk] if chosen else [firm.pk for firm in firms]
    page = Paginator(own_applications(request.actor).filter(enterprise__in=ids), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "firms": firms,
        "chosen": chosen,
        "titles": Titles(),
        "waiting": [(one, line(one)) for one in waiting_for_firm(ids)],
        "answered": problems_answered(ids),
        "drafts": own_drafts(ids),
        "page_of": page,
        "rows": [(one, line(one)) for one in page],
        "problems": own_problems(request.actor).filter(enterprise__in=ids)[:SHOWN_PROBLEMS],
        "query": f"firm={chosen.key}" if chosen else "",
    }
    return render(request, "affairs/enterprise/home.html", context)


def line(application: Application) -> str:
    return str(line_of(application, timezone.localdate()))
