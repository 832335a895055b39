"""The patterns page, and the pictures on it drawn from invented data."""

from __future__ import annotations

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qinqing.web.charts import clock, code, limit, months, path, share, slips, year
from qinqing.web.patterns import examples

Draw = Callable[[bool], str]

# Picture → how it is drawn; True asks for the narrow one.
PICTURES: dict[str, Draw] = {
    "months": lambda narrow: months.draw(examples.MONTHS),
    "year": lambda narrow: year.draw(examples.MONTHS, narrow=narrow),
    "slips": lambda narrow: slips.draw(examples.RULES, examples.ORGAN_RULES, examples.BEFORE),
    "within": lambda narrow: limit.draw(*examples.WITHIN, str(examples.STEPS), narrow=narrow),
    "beyond": lambda narrow: limit.draw(*examples.BEYOND, str(examples.TIMES), narrow=narrow),
    "clock": lambda narrow: clock.draw(examples.CLOCK, narrow=narrow),
    "share": lambda narrow: share.draw(*examples.SHARE),
    "code": lambda narrow: code.draw(*examples.RECEIPT_LINK),
    "path": lambda narrow: path.draw(examples.LINKS, people=2, narrow=narrow),
}


def patterns(request: HttpRequest) -> HttpResponse:
    """Every component in every state it has."""
    context = {
        "swatches": examples.SWATCHES,
        "table": examples.table(),
        "refused": examples.refused_form(),
        "blank": examples.OtherForm(),
        "attached": examples.ATTACHED,
        "hints": examples.HINTS,
        "page_of": Paginator(range(examples.LONG), examples.PER_PAGE).page(2),
        "alts": _alts(),
        "months": examples.MONTHS,
        "sql": examples.SQL,
        "days": examples.DAYS,
        "levels": examples.LEVELS,
        "receipts": examples.receipts(reverse("patterns_picture", args=["code"])),
    }
    return render(request, "web/patterns.html", context)


def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One of the page's charts; `?narrow` for a phone."""
    if name not in PICTURES:
        raise Http404
    return HttpResponse(PICTURES[name]("narrow" in request.GET), content_type="image/svg+xml")


def _alts() -> dict[str, str]:
    return {
        "months": months.alt(examples.MONTHS),
        "clock": clock.alt(examples.CLOCK),
        "year": year.alt(examples.MONTHS),
        "slips": slips.alt(examples.RULES, examples.ORGAN_RULES, examples.BEFORE),
        "within": limit.alt(*examples.WITHIN, str(examples.STEPS)),
        "beyond": limit.alt(*examples.BEYOND, str(examples.TIMES)),
        "share": share.alt(*examples.SHARE),
        "path": path.alt(examples.LINKS),
    }
