"""办理进度: one application from receipt to decision, and what the firm may do about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from qinqing.accounts.handing import hand_out, handed
from qinqing.accounts.request import Request
from qinqing.affairs.models import State
from qinqing.affairs.pages.enterprise.forms import PointForm, RateForm, SeenForm
from qinqing.affairs.pages.enterprise.found import own_case
from qinqing.affairs.selectors.cases import Case
from qinqing.affairs.selectors.own import points_waiting, rating_of
from qinqing.affairs.services import filing
from qinqing.affairs.shown.clock import COLUMNS, ShownClock, clock_of, csv_rows, draw
from qinqing.affairs.shown.contents import filled, given, point_words
from qinqing.affairs.shown.files import attached_row
from qinqing.affairs.shown.own_story import decision_receipt, own_story, stages
from qinqing.record.models import Entry
from qinqing.record.services import entries_written
from qinqing.record.stock import TYPE as STOCK
from qinqing.refusals import Refused
from qinqing.web.csv import csv_response


def progress(request: Request, number: str) -> HttpResponse:
    return render(request, "affairs/enterprise/progress.html", _context(request, own_case(request, number)))


def filed(request: Request, number: str) -> HttpResponse:
    """Right after filing: the receipt, the number, what comes next and by when."""
    case = own_case(request, number)
    written = [step.set_by_id for step in case.steps[:1] if step.set_by_id]
    entry = Entry.objects.select_related("place").filter(pk__in=written).exclude(type=STOCK).first()
    context = {
        "case": case,
        "handed": handed(request, entry) if entry else None,
        "clock": clock_of(case),
        "missing": [one.title for one in given(case) if one.missing],
    }
    return render(request, "affairs/enterprise/filed.html", context)


def confirm(request: Request, number: str) -> HttpResponse:
    """What staff entered for the firm is what it said."""
    application = own_case(request, number).application
    back = reverse("own_application", args=[number])
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    try:
        with entries_written() as written:
            filing.confirm_entered(request.actor, application, seen)
    except Refused as refused:
        messages.error(request, str(refused.says))
        return redirect(back)
    return hand_out(written[:1], back)


def clock_picture(request: Request, number: str) -> HttpResponse:
    """The clock as a picture; `?narrow` for a phone."""
    clock = clock_of(own_case(request, number))
    return HttpResponse(draw(clock, narrow="narrow" in request.GET), content_type="image/svg+xml")


def clock_csv(request: Request, number: str) -> HttpResponseBase:
    """Its stretches as a table."""
    return csv_response(f"clock-{number}.csv", COLUMNS, csv_rows(clock_of(own_case(request, number))))


def _context(request: Request, case: Case) -> dict[str, Any]:
    application = case.application
    clock = _clock(case)
    waiting = points_waiting(application) if application.state == State.AWAITING_CORRECTION else ()
    rating = rating_of(application)
    story = own_story(case, request.actor)
    return {
        "case": case,
        "clock": clock,
        "lead": lead(case),
        "stages": stages(case),
        "story": story,
        "decided": decision_receipt(story, case),
        "filled": filled(case),
        "given": [(one, [attached_row(one.file)] if one.file else []) for one in given(case)],
        "answers": [
            (point, PointForm(initial={"seen": application.version}, point=point, item=case.item))
            for point in waiting
        ],
        "notices": [one for one in case.notices if one.issued_at],
        "rating": rating,
        "rate": None if rating or application.open else RateForm(),
        "problems": application.problems.order_by("-raised_at"),
        "places": {one: point_words(case, one) for notice in case.notices for one in _about(notice)},
    }


def _clock(case: Case) -> ShownClock:
    number = case.application.number
    return clock_of(
        case,
        reverse("own_application_clock", args=[number]),
        reverse("own_application_clock_csv", args=[number]),
    )


def lead(case: Case) -> str:
    """Who has it, and whether the firm has to do anything."""
    application = case.application
    if not application.open:
        return _("这件事已经办完。") if application.state == State.DECIDED else _("这件事已经结束。")
    hand = application.handler.name if application.handler else _("还没有指定")
    told = _("由%(unit)s办，承办人%(hand)s。") % {"unit": application.department.name, "hand": hand}
    if application.confirmed_at is None:
        return told + _("请先核对窗口替您填的内容。")
    if application.state == State.AWAITING_CORRECTION:
        return told + _("请逐项补正；补齐的次日起算。")
    return told + _("不需要您做什么。")


def _about(notice: Any) -> list[str]:
    return [point.about for point in notice.points.all()]
