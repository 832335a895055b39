"""One application: all that is known of it, where it stands by the clock, and what can be done with it now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from qinqing.accounts.request import Request, find_or_404
from qinqing.affairs.forms import ACTS
from qinqing.affairs.models import Application, Precheck
from qinqing.affairs.selectors.cases import Case, case_of
from qinqing.affairs.selectors.lists import urgency
from qinqing.affairs.selectors.possible import Possible, possible
from qinqing.affairs.shown.clock import COLUMNS, ShownClock, clock_of, csv_rows, draw
from qinqing.affairs.shown.contents import filled, given
from qinqing.affairs.shown.files import attached_rows
from qinqing.affairs.shown.story import story
from qinqing.affairs.shown.urgency import KINDS, distance
from qinqing.web.csv import csv_response

# The next thing to do is the first of these that can be done.
NEXT = ("accept", "resume", "decide", "propose", "deliver")
# What is only written down, whatever the matter's state.
NOTES = ("note_trip", "record_demand", "record_intermediary")


def case(request: Request, number: str) -> HttpResponse:
    """The page."""
    return render(request, "affairs/staff/case.html", case_context(request, case_of(found(request, number))))


def clock_picture(request: Request, number: str) -> HttpResponse:
    """The clock as a picture; `?narrow` for a phone."""
    svg = draw(clock_of(case_of(found(request, number))), narrow="narrow" in request.GET)
    return HttpResponse(svg, content_type="image/svg+xml")


def clock_csv(request: Request, number: str) -> StreamingHttpResponse:
    """Every stretch of days with the rule that counted it."""
    return csv_response(f"{number}.csv", COLUMNS, csv_rows(clock_of(case_of(found(request, number)))))


def found(request: Request, number: str) -> Application:
    """The application asked for; one this reader may not see is not there."""
    rows = Application.objects.select_related(
        "enterprise", "department", "handler__department", "filed_by", "decided_by__official"
    )
    return find_or_404(request, rows, number=number)


def case_context(request: Request, case: Case) -> dict[str, Any]:
    application, today = case.application, timezone.localdate()
    acts = possible(request.actor, case)
    papers = given(case)
    can = [one.act for one in acts if one.why_not is None]
    if not any(one.missing for one in papers):
        can = [act for act in can if act != "receive_paper"]
    near = urgency(application, today)
    return {
        "case": case,
        "application": application,
        "clock": shown_clock(case),
        "distance": distance(application, today),
        "urgency_kind": KINDS[near],
        "filled": filled(case),
        "given": [(one, attached_rows([one.file]) if one.file else []) for one in papers],
        "story": story(case, request.actor),
        "prechecks": prechecks(application),
        "next": next((act for act in NEXT if act in can), ""),
        "can": [(act, ACTS[act]) for act in ACTS if act in can and act not in NOTES],
        "notes": [(act, ACTS[act]) for act in NOTES if act in can],
        "cannot": _reasons(acts),
    }


def _reasons(acts: list[Possible]) -> list[tuple[str, list[str]]]:
    """Each reason once, with what it stands in the way of."""
    found: dict[str, list[str]] = {}
    for one in acts:
        if one.why_not:
            found.setdefault(str(one.why_not.says), []).append(capfirst(str(ACTS[one.act].title)))
    return [*found.items()]


def shown_clock(case: Case) -> ShownClock:
    number = case.application.number
    return clock_of(case, reverse("affair_clock", args=[number]), reverse("affair_clock_csv", args=[number]))


def prechecks(application: Application) -> list[Precheck]:
    """Looks at the papers and returns by word of mouth before this firm filed this item."""
    rows = Precheck.objects.filter(
        enterprise=application.enterprise_id, item=application.item, on__lte=application.received_on
    )
    return [*rows.select_related("made_by")]
