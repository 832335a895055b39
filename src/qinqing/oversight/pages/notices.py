"""提醒与说明: what supervisors released to the person concerned, and that person's one answer."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinqing.accounts.handing import hand_out
from qinqing.accounts.request import Request, find_or_404
from qinqing.oversight.forms import AnswerForm
from qinqing.oversight.models import Disposition
from qinqing.oversight.selectors import notices_for
from qinqing.oversight.services import dispositions
from qinqing.record.services import entries_written
from qinqing.refusals import Refused

PER_PAGE = 20


def notices(request: Request) -> HttpResponse:
    """Everything addressed to the reader, newest first. Findings themselves are never here."""
    page = Paginator(notices_for(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "oversight/notices.html", {"page_of": page})


def notice(request: Request, pk: int) -> HttpResponse:
    """One notice; a released question is answered here, once."""
    found = find_or_404(
        request, Disposition.objects.select_related("finding", "clearance", "official", "department"), pk=pk
    )
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with entries_written() as written:
                    dispositions.answer(request.actor, found, form.cleaned_data["words"])
                return hand_out(written, back=reverse("notice", args=[pk]))
            except Refused as refused:
                form.add_error(None, str(refused.says))
                status = 409
    return render(request, "oversight/notice.html", {"notice": found, "form": form}, status=status)
