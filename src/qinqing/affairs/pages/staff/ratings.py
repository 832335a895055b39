"""差评: supervision follows poor and contested ones up; the unit reads what it is asked, never who rated."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from qinqing.accounts.request import Request, find_or_404
from qinqing.affairs.forms.voice import AskForm, ContestForm, JudgeForm, PutRightForm
from qinqing.affairs.models import Rating
from qinqing.affairs.selectors.voice import (
    asked_of_unit,
    contested_ratings,
    is_small_group,
    poor_ratings,
    shown_firm,
)
from qinqing.affairs.services import rating as services
from qinqing.refusals import Refused

SHOWN = 100


def ratings(request: Request) -> HttpResponse:
    """Poor ones by the day the firm is to be called, and those somebody calls mistaken."""
    poor = [(one, shown_firm(one)) for one in poor_ratings(request.actor)[:SHOWN]]
    context = {"poor": poor, "contested": contested_ratings(request.actor)[:SHOWN], "shown": SHOWN}
    return render(request, "affairs/staff/ratings.html", context)


def rating(request: Request, pk: int) -> HttpResponse:
    """One rating as supervision sees it: call the firm if it gave its name, ask the unit, judge a contest."""
    followed = Q(right_by__isnull=False) | Q(contested_at__isnull=False)
    rows = Rating.objects.filter(followed).select_related("department", "application__enterprise")
    found = find_or_404(request, rows, pk=pk)
    poor = services.is_poor(found.grade) and not found.upheld_mistaken
    asking = AskForm() if poor and not found.asked else None
    judging = JudgeForm() if found.contested_at and found.upheld_mistaken is None else None
    status = 200
    if request.method == "POST":
        sent = JudgeForm(request.POST) if "judge" in request.POST else AskForm(request.POST)
        if done := _sent(request, found, sent):
            return done
        status = 409 if sent.is_valid() else 422
        asking, judging = (asking, sent) if isinstance(sent, JudgeForm) else (sent, judging)
    context = {"rating": found, "firm": shown_firm(found), "asking": asking, "judging": judging}
    context["few"] = asking is not None and is_small_group(found)
    return render(request, "affairs/staff/rating.html", context, status=status)


def asked(request: Request) -> HttpResponse:
    """For a leader of the unit: what supervision asks to be put right."""
    return render(request, "affairs/staff/asked.html", {"rows": asked_of_unit(request.actor)})


def put_right(request: Request, pk: int) -> HttpResponse:
    """What was put right, or why the rating is a mistake; of what the unit was asked about and nothing else."""
    rows = Rating.objects.exclude(asked="").exclude(upheld_mistaken=True).select_related("department")
    found = find_or_404(request, rows, pk=pk)
    righting, contesting, status = PutRightForm(), ContestForm(prefix="contest"), 200
    if request.method == "POST":
        sent: forms.Form
        if "contest" in request.POST:
            sent = contesting = ContestForm(request.POST, prefix="contest")
            act = services.contest_rating
        else:
            sent = righting = PutRightForm(request.POST)
            act = services.put_right
        if done := _done(request, sent, "affairs_asked", act, found, "words"):
            return done
        status = 409 if sent.is_valid() else 422
    context = {
        "asked": found.asked,
        "number": found.pk,
        "right_by": found.right_by,
        "righting": None if found.rectified_on else righting,
        "contesting": None if found.contested_at else contesting,
    }
    return render(request, "affairs/staff/put_right.html", context, status=status)


def _sent(request: Request, found: Rating, form: forms.Form) -> HttpResponse | None:
    if isinstance(form, JudgeForm):
        return _done(request, form, "affair_ratings", _judge, found)
    act = services.contact_rater if found.real_name else services.ask_to_put_right
    return _done(request, form, "affair_ratings", act, found, "asked")


def _judge(actor: Any, found: Rating, **given: Any) -> Rating:
    return services.judge_contest(actor, found, given["mistaken"] == "yes", given["words"])


def _done(
    request: Request, form: forms.Form, back: str, act: Any, found: Rating, field: str = ""
) -> HttpResponse | None:
    """The answer where it was done; None with the refusal in the form where it was not."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    try:
        if field:
            act(request.actor, found, given[field])
        else:
            act(request.actor, found, **given)
    except Refused as refused:
        form.add_error(None, str(refused.says))
        return None
    messages.success(request, _("已办，已存证。"))
    return redirect(back)
