"""事前核对: somebody about to decide on a firm asks whether they must recuse themselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from qinqing.accounts.request import Request
from qinqing.organisations.models import Enterprise
from qinqing.oversight.forms import RecusalForm
from qinqing.oversight.services.recusal import ask_recusal
from qinqing.refusals import Refused


def recusal(request: Request) -> HttpResponse:
    """The question is about the reader alone: nobody asks after a colleague."""
    official = request.actor.user.official
    form = RecusalForm(request.POST or None)
    answer, status = None, 200
    if request.method == "POST":
        status = 422
        if official is None:
            form.add_error(None, _("您的账号没有对应的工号，请联系系统管理员"))
        elif form.is_valid():
            enterprise: Enterprise = form.cleaned_data["enterprise"]
            try:
                answer = ask_recusal(official.key, enterprise.key, timezone.localdate())
                status = 200
            except Refused as refused:
                form.add_error(None, str(refused.says))
                status = 503
    return render(
        request,
        "oversight/recusal.html",
        {"form": form, "answer": answer, "official": official},
        status=status,
    )
