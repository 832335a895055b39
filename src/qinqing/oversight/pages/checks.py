"""事前核对: an act filled in before it is done, and what its rule says of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from qinqing.accounts.request import Request
from qinqing.oversight.acts import ACTS, THIS, ActForm
from qinqing.oversight.rules import articles_of_rule, rule_of
from qinqing.oversight.selectors import latest_sweep
from qinqing.oversight.services.checking import check_before_act
from qinqing.oversight.values import values_for_act
from qinqing.refusals import Refused
from qinqing.rules.guard import Answer


def checks(request: Request) -> HttpResponse:
    """What can be checked before it is done."""
    return render(request, "oversight/checks.html", {"acts": ACTS.items(), "sweep": latest_sweep()})


def check(request: Request, rule: str) -> HttpResponse:
    """One kind of act: the form, and above it the answer to what was filled in."""
    kind = ACTS.get(rule)
    if kind is None:
        raise Http404
    official = request.user.official
    sent = request.POST if request.method == "POST" else None
    form = kind(sent, department=official.department if official else None)
    answer, status = _asked(request, form) if form.is_bound else (None, 200)
    return render(request, "oversight/check.html", _context(rule, form, answer), status=status)


def _asked(request: Request, form: ActForm) -> tuple[Answer | None, int]:
    if not form.is_valid():
        return None, 422
    try:
        return check_before_act(request.actor, form.rule, form.act()), 200
    except Refused as refused:
        form.add_error(None, [str(refused.says), *(str(problem.says) for problem in refused.problems)])
        return None, 409


def _context(rule: str, form: ActForm, answer: Answer | None) -> dict[str, Any]:
    found = rule_of(rule)
    assert found is not None
    day = (answer.on if answer else None) or timezone.localdate()
    return {
        "form": form,
        "answer": answer,
        "says": str(answer.says).replace(THIS, _("（本件）")) if answer else "",
        "rule": found,
        "unit": found.header.measures,
        "articles": articles_of_rule(rule),
        "values": values_for_act(found, day) if answer else [],
        "sweep": latest_sweep(),
    }
