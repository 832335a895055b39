"""One act on an application: what it does, its form, once more where it cannot be undone, and what was refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from qinqing.accounts.request import Request
from qinqing.affairs.forms import ACTS, ActForm
from qinqing.affairs.models import Application
from qinqing.affairs.pages.staff.case import found, shown_clock
from qinqing.affairs.selectors.cases import Case, case_of
from qinqing.affairs.selectors.possible import why_not
from qinqing.affairs.shown.story import Told, story
from qinqing.refusals import Failed, Refused

CHANGED = "application.changed"


def act(request: Request, number: str, act: str) -> HttpResponse:
    """The act's own page. Its form carries the version the reader saw; what others did meanwhile is shown instead."""
    application, kind = found(request, number), ACTS.get(act)
    if kind is None:
        raise Http404
    case = case_of(application)
    refused = why_not(request.actor, case, act)
    if request.method != "POST":
        form = kind(actor=request.actor, case=case)
        return _page(request, case, form, refused=refused, status=403 if _not_yours(refused) else 200)
    return _sent(request, case, kind(request.POST, request.FILES, actor=request.actor, case=case), refused)


def _sent(request: Request, case: Case, form: ActForm, refused: Refused | None) -> HttpResponse:
    if _not_yours(refused):
        return _page(request, case, form, refused=refused, status=403)
    if changed := _changed(request, case, form):
        return _page(request, case, form, changed=changed, status=409)
    if not form.is_valid():
        return _page(request, case, form, refused=refused, status=422)
    if "edit" in request.POST:
        return _page(request, case, form)
    if form.final and "sure" not in request.POST and refused is None:
        return _page(request, case, form, sure=True)
    return _done(request, case.application, form)


def _done(request: Request, application: Application, form: ActForm) -> HttpResponse:
    try:
        form.do(application)
    except (Refused, Failed) as trouble:
        case = case_of(found(request, application.number))
        if trouble.code == CHANGED and (changed := _changed(request, case, form)):
            return _page(request, case, form, changed=changed, status=409)
        problems = getattr(trouble, "problems", ())
        form.add_error(None, [str(trouble.says), *(str(problem) for problem in problems)])
        return _page(request, case, form, status=409)
    messages.success(request, _("%s：已办，已存证。") % capfirst(str(form.title)))
    return redirect("affair", application.number)


def _changed(request: Request, case: Case, form: ActForm) -> list[Told]:
    """What others did since this form was opened; its steps come after the version the reader saw."""
    seen = form.data.get("seen", "")
    if not (seen.isascii() and seen.isdecimal()) or len(seen) > 9:
        return []
    return story(case, request.actor)[int(seen) :]


def _not_yours(refused: Refused | None) -> bool:
    return refused is not None and refused.code == "affairs.not_yours"


def _page(
    request: Request,
    case: Case,
    form: ActForm,
    *,
    refused: Refused | None = None,
    changed: list[Told] | None = None,
    sure: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "case": case,
        "application": case.application,
        "form": form,
        "refused": refused,
        "changed": changed,
        "sure": sure,
        "typed": _typed(form) if sure else [],
        "clock": shown_clock(case),
    }
    return render(request, "affairs/staff/act.html", context, status=status)


def _typed(form: ActForm) -> list[tuple[object, object]]:
    """(label, words) of what was filled in, choices by their own words."""
    return [(bound.label, _words(form, bound.name)) for bound in form.visible_fields() if bound.value()]


def _words(form: ActForm, name: str) -> object:
    value, choices = form[name].value(), getattr(form.fields[name], "choices", None)
    if choices is None:
        return _("是") if value is True else value
    flat = [pair for choice in choices for pair in (choice[1] if isinstance(choice[1], list) else [choice])]
    return next((words for key, words in flat if str(key) == str(value)), value)
