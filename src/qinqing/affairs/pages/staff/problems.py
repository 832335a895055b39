"""办不成事: what a firm could not get done, seen through by somebody of supervision without a part in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from qinqing.accounts.request import Request, find_or_404
from qinqing.affairs.forms.voice import AnswerForm, HandOnForm
from qinqing.affairs.models import Problem
from qinqing.affairs.selectors.voice import problems_in_hand
from qinqing.affairs.services import problems as services
from qinqing.affairs.texts import Titles
from qinqing.refusals import Refused


def problems(request: Request) -> HttpResponse:
    """Those the reader is to see solved, the day due first."""
    titles, today = Titles(), timezone.localdate()
    rows = [(one, titles[one.item], one.due_on < today) for one in problems_in_hand(request.actor)]
    return render(request, "affairs/staff/problems.html", {"rows": rows})


def problem(request: Request, number: str) -> HttpResponse:
    """One of them: what the firm says, and the answer to it."""
    rows = Problem.objects.select_related("enterprise", "application", "department", "owner")
    found = find_or_404(request, rows, number=number)
    answering, handing, status = AnswerForm(), HandOnForm(problem=found), 200
    if request.method == "POST":
        if "hand_on" in request.POST:
            handing = HandOnForm(request.POST, problem=found)
            done = _hand_on(request, found, handing)
        else:
            answering = AnswerForm(request.POST)
            done = _answer(request, found, answering)
        if done:
            return done
        sent = handing if handing.is_bound else answering
        status = 422 if not sent.cleaned_data else 409
    context = {
        "problem": found,
        "title": Titles()[found.item],
        "answering": answering,
        "handing": handing,
        "waiting": found.resolved_on is None or found.enterprise_confirmed is False,
        "late": found.due_on < timezone.localdate(),
    }
    return render(request, "affairs/staff/problem.html", context, status=status)


def _answer(request: Request, found: Problem, form: AnswerForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        services.answer_problem(request.actor, found, form.cleaned_data["answer"])
    except Refused as refused:
        form.add_error(None, str(refused.says))
        return None
    messages.success(request, _("已答复，等企业确认。"))
    return redirect("affair_problems")


def _hand_on(request: Request, found: Problem, form: HandOnForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        services.hand_on_problem(
            request.actor, found, form.cleaned_data["owner"], form.cleaned_data["reason"]
        )
    except Refused as refused:
        form.add_error(None, str(refused.says))
        return None
    messages.success(request, _("已转给别人，转办次数会统计。"))
    return redirect("affair_problems")
