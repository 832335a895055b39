"""澄清: every written clearance, for supervisors."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from qinqing.accounts.request import Request
from qinqing.oversight.models import Clearance
from qinqing.oversight.selectors import visible_findings


def clearances(request: Request) -> HttpResponse:
    """Clearances of findings the reader may see, newest first."""
    seen = visible_findings(request.actor)
    issued = (
        Clearance.objects.filter(disposition__finding__in=seen)
        .select_related("disposition__finding", "disposition__by")
        .order_by("-issued_at")
    )
    return render(
        request,
        "oversight/clearances.html",
        {"page_of": Paginator(issued, 20).get_page(request.GET.get("page"))},
    )
