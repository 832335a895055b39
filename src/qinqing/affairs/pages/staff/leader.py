"""办得怎么样: caseload, lateness, returns and ratings of the leader's units, ranked only as far as the data can separate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from qinqing.accounts.request import Request
from qinqing.accounts.units import units_of
from qinqing.affairs.models import ItemUnit
from qinqing.affairs.published import Statistics, statistics
from qinqing.affairs.selectors.caseload import Load, caseloads
from qinqing.affairs.selectors.worklists import counts_of
from qinqing.affairs.texts import items_now
from qinqing.organisations.house import number_on
from qinqing.oversight.records import FEWEST_CASES, Precision
from qinqing.web.charts import bars, share
from qinqing.web.csv import csv_response

HEAD = (
    "official", "name", "in_hand", "late_now", "decided", "due", "late", "late_low_95", "late_high_95",
    "place_best", "place_worst", "returned", "ratings", "poor", "poor_low_95", "poor_high_95",
)  # fmt: skip


def leader(request: Request) -> HttpResponse:
    """The page: everybody who handled anything in the last year, by staff number, never by rank."""
    loads, today = caseloads(request.actor), timezone.localdate()
    context: dict[str, Any] = {
        "loads": [(load, _place(load, len(loads))) for load in loads],
        "counts": counts_of(request.actor, today),
        "decided": sum(load.decided for load in loads),
        "late": sum(load.late for load in loads),
        "returned": sum(load.returned for load in loads),
        "alt": bars.alt(_bars(loads)),
        "height": bars.height_of(_bars(loads)),
        "fewest": FEWEST_CASES,
        "fewest_ratings": number_on("release_min_count", today) or 0,
        "items": _items(request),
    }
    return render(request, "affairs/staff/leader.html", context)


def leader_csv(request: Request) -> StreamingHttpResponse:
    """The same table; what is too few to say stays empty."""
    return csv_response("caseload.csv", HEAD, (_line(load) for load in caseloads(request.actor)))


def picture(request: Request) -> HttpResponse:
    """What each has in hand and how much of it is late; `?narrow` for a phone."""
    svg = bars.draw(_bars(caseloads(request.actor)), narrow="narrow" in request.GET)
    return HttpResponse(svg, content_type="image/svg+xml")


def share_picture(request: Request, official: str) -> HttpResponse:
    """One person's share of late decisions with its interval."""
    found = next((load for load in caseloads(request.actor) if load.official.key == official), None)
    shown = _lateness(found) if found else None
    svg = share.draw(shown.share, shown.low, shown.high) if shown else share.nothing()
    return HttpResponse(svg, content_type="image/svg+xml")


def _bars(loads: Sequence[Load]) -> list[bars.Bar]:
    return [bars.Bar(load.official.name, load.in_hand, load.late_now) for load in loads]


def _lateness(load: Load) -> Precision | None:
    """None while too few that had a day were decided to say anything but chance."""
    return load.lateness if load.due >= FEWEST_CASES else None


def _place(load: Load, of: int) -> dict[str, Any]:
    """What the table says of one person beside the counts."""
    lateness = _lateness(load)
    apart = load.place.worst - load.place.best + 1 < of
    same = load.place.best == load.place.worst
    best, worst = load.place.best, load.place.worst
    place = str(best) if same else _("%(best)s 至 %(worst)s") % {"best": best, "worst": worst}
    return {
        "lateness": lateness,
        "alt": share.alt(lateness.share, lateness.low, lateness.high) if lateness else "",
        "place": place if apart and lateness else _("分不出"),
    }


def _line(load: Load) -> tuple[object, ...]:
    lateness, ratings = _lateness(load), load.ratings
    return (
        load.official.key,
        load.official.name,
        load.in_hand,
        load.late_now,
        load.decided,
        load.due,
        load.late,
        *((round(lateness.low, 4), round(lateness.high, 4)) if lateness else (None, None)),
        *((load.place.best, load.place.worst) if lateness else (None, None)),
        load.returned,
        *((ratings.given, ratings.poor) if ratings else (None, None)),
        *((round(ratings.share.low, 4), round(ratings.share.high, 4)) if ratings else (None, None)),
    )


def _items(request: Request) -> list[tuple[str, object, Statistics]]:
    """(key, title, how it really goes) of the items these units take, where there are cases enough."""
    taken = ItemUnit.objects.filter(department__in=units_of(request.actor)).values_list("item", flat=True)
    items = items_now()
    found = ((key, items[key].title, statistics(key)) for key in sorted(set(taken)) if key in items)
    return [(key, title, told) for key, title, told in found if told]
