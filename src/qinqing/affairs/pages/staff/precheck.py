"""预审和口头退回: what happens at the counter before anything is filed, written down and counted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from qinqing.accounts.request import Request
from qinqing.accounts.units import units_of
from qinqing.affairs.forms.entering import PrecheckForm
from qinqing.affairs.models import Precheck
from qinqing.affairs.services.demanding import record_precheck
from qinqing.affairs.texts import Titles
from qinqing.refusals import Refused

SHOWN = 20


def precheck(request: Request) -> HttpResponse:
    """The form, and the newest of the reader's units."""
    form, status = PrecheckForm(request.POST or None, actor=request.actor), 200
    official = request.user.official
    if request.method == "POST":
        status = 422
        if official is None:
            form.add_error(None, _("您的账号没有对应的工号，请联系系统管理员"))
        elif form.is_valid():
            given = form.cleaned_data
            try:
                record_precheck(
                    request.actor,
                    given["kind"],
                    given["item"],
                    given["enterprise"],
                    official.department,
                    given["words"],
                )
                messages.success(request, _("已登记，已存证。"))
                return redirect("affair_precheck")
            except Refused as refused:
                form.add_error(None, str(refused.says))
                status = 409
    recent = Precheck.objects.filter(department__in=units_of(request.actor)).order_by("-id")
    titles = Titles()
    rows = [(one, titles[one.item]) for one in recent.select_related("enterprise", "made_by")[:SHOWN]]
    return render(request, "affairs/staff/precheck.html", {"form": form, "rows": rows}, status=status)
