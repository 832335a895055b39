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
from qinqing.affairs.selectors.voice import has_owner, may_hand_on, problems_open
from qinqing.affairs.services import problems as services
from qinqing.affairs.texts import Titles
from qinqing.refusals import Refused


def problems(request: Request) -> HttpResponse:
    """All that wait, but of the reader's unit; those the reader is to see solved first."""
    titles, today = Titles(), timezone.localdate()
    rows = [(one, titles[one.item], one.answer_by < today) for one in problems_open(request.actor)]
    return render(request, "affairs/staff/problems.html", {"rows": rows, "me": request.actor.official_id})


def problem(request: Request, number: str) -> HttpResponse:
    """One of them: what the firm says, and the answer to it."""
    rows = Problem.objects.select_related("enterprise", "application", "department", "owner")
    found = find_or_404(request, rows, number=number)
    oneself = request.actor.official_id
    answering, handing, status = AnswerForm(), HandOnForm(problem=found, oneself=oneself), 200
    if request.method == "POST":
        if "hand_on" in request.POST:
            handing = HandOnForm(request.POST, problem=found, oneself=oneself)
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
        "own": found.owner_id == oneself,
        "left": not has_owner(found),
        "may_hand_on": may_hand_on(request.actor, found),
        "late": found.answer_by < timezone.localdate(),
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
