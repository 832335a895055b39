"""Service items for anybody: what there is, what each needs, how long it takes; and the same as open data."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from qinqing.affairs.catalogue.open_data import COLUMNS, as_object, as_rows
from qinqing.affairs.catalogue.search import LONGEST_QUERY, find_items
from qinqing.affairs.guide import Guide, by_nature, public_guides
from qinqing.web.csv import csv_response


def items(request: HttpRequest) -> HttpResponse:
    """All items by nature; with `?q=` those found, the nearest first."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    known = public_guides(timezone.localdate())
    found = [known[item.key] for item in find_items([one.item for one in known.values()], query)]
    context = {
        "query": query,
        "found": found,
        "groups": [] if query else by_nature(found),
        "known": known,
    }
    return render(request, "affairs/items.html", context)


def item(request: HttpRequest, key: str) -> HttpResponse:
    """The guide to one item."""
    return render(request, "affairs/item.html", {"guide": _found(key)})


def checklist(request: HttpRequest, key: str) -> HttpResponse:
    """What to bring, on one sheet to print."""
    return render(request, "affairs/checklist.html", {"guide": _found(key)})


def items_json(request: HttpRequest) -> HttpResponse:
    """Every item whole, for programs."""
    known = public_guides(timezone.localdate())
    data = {
        "on": timezone.localdate().isoformat(),
        "items": [as_object(one.item, one.terms) for one in known.values()],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})


def items_csv(request: HttpRequest) -> HttpResponseBase:
    """One row per item."""
    known = public_guides(timezone.localdate())
    rows = as_rows(
        {key: one.item for key, one in known.items()}, {key: one.terms for key, one in known.items()}
    )
    return csv_response("items.csv", COLUMNS, rows)


def _found(key: str) -> Guide:
    found = public_guides(timezone.localdate()).get(key)
    if found is None:
        raise Http404
    return found
