"""The articles, each with how it is carried out; and how the figures are counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from qinqing.law.bindings import POSITIVE
from qinqing.measures.figures import MONTH_COLUMNS, Figures, overview
from qinqing.measures.stamp import kept_rendered
from qinqing.oversight.rules import rule_titles
from qinqing.web.charts import year as year_chart
from qinqing.web.csv import csv_response


@kept_rendered
def law(request: HttpRequest) -> HttpResponse:
    shown = overview()
    context = {
        "overview": shown,
        "year_alt": year_chart.alt(shown.total.recent()),
        "months": shown.total.recent_counts(),
    }
    return render(request, "measures/law.html", context)


def year(request: HttpRequest) -> HttpResponse:
    """All duties over twelve months, as a picture; `?narrow` for a phone."""
    svg = year_chart.draw(overview().total.recent(), narrow="narrow" in request.GET)
    return HttpResponse(svg, content_type="image/svg+xml")


def year_csv(request: HttpRequest) -> HttpResponseBase:
    """The same twelve months as a table."""
    return csv_response("law-year.csv", MONTH_COLUMNS, overview().total.recent_counts())


@kept_rendered
def counting(request: HttpRequest) -> HttpResponse:
    """How the figures are counted: each rule of a duty with what it judged, and why one was skipped."""
    shown = overview()
    serving = {
        name for part in shown.chapters for line in part.lines if line.kind == POSITIVE for name in line.rules
    }
    runs = shown.sweep.runs.filter(rule__in=serving) if shown.sweep else []
    return render(
        request, "measures/counting.html", {"overview": shown, "runs": runs, "titles": rule_titles()}
    )


def law_csv(request: HttpRequest) -> HttpResponseBase:
    """The figures of the duties as a table. Prohibitions carry the number of rules only."""
    head = ("article", "heading", "list", "rules", "judged", "kept", "flagged", "undetermined")
    rows = (
        (
            line.article.number,
            str(line.article.heading.zh),
            line.kind,
            len(line.rules),
            *_counts(line.figures),
        )
        for part in overview().chapters
        for line in part.lines
    )
    return csv_response("law.csv", head, rows)


def _counts(figures: Figures | None) -> tuple[object, ...]:
    return (
        (figures.judged, figures.kept, figures.flagged, figures.undetermined) if figures else ("", "", "", "")
    )
