"""办不成事: raised from every page, answered by a day of its own, ended by the firm alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qinqing.accounts.handing import hand_out
from qinqing.accounts.request import Request, find_or_404, own_firms, sent
from qinqing.affairs.models import Problem
from qinqing.affairs.pages.enterprise.forms import SolvedForm
from qinqing.affairs.pages.enterprise.raising import ProblemForm
from qinqing.affairs.selectors.lists import own_applications
from qinqing.affairs.services import problems
from qinqing.affairs.texts import Titles
from qinqing.record.services import entries_written
from qinqing.refusals import Refused


def new(request: Request) -> HttpResponse:
    """What could not be got done; `?application=` says about which."""
    form, status = _form(request), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                with entries_written() as written:
                    found = problems.raise_problem(
                        request.actor, given["firm"], given["words"], given["application"]
                    )
                return hand_out(written, reverse("own_problem", args=[found.number]))
            except Refused as refused:
                form.add_error(None, str(refused.says))
                status = 409
    return render(request, "affairs/enterprise/problem_new.html", {"form": form}, status=status)


def problem(request: Request, number: str) -> HttpResponse:
    """Where it stands; answered, the firm says whether it is solved."""
    rows = Problem.objects.select_related("application", "owner", "enterprise")
    found = find_or_404(request, rows, number=number)
    form = SolvedForm(sent(request), initial={"read": found.answer_mark})
    back = reverse("own_problem", args=[number])
    if request.method == "POST" and form.is_valid():
        try:
            with entries_written() as written:
                said = form.cleaned_data
                problems.confirm_problem(
                    request.actor, found, "solved" in request.POST, said["words"], said["read"]
                )
            return hand_out(written, back)
        except Refused as refused:
            messages.error(request, str(refused.says))
            return redirect(back)
    status = 422 if request.method == "POST" else 200
    return render(request, "affairs/enterprise/problem.html", {"problem": found, "form": form}, status=status)


def _form(request: Request) -> ProblemForm:
    return ProblemForm(
        sent(request),
        own_firms(request),
        own_applications(request.actor),
        Titles(),
        initial={"application": request.GET.get("application", "")},
    )
