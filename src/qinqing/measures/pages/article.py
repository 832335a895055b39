"""One article: its text where loaded, its norms, the values in force, its rules in words and in SQL."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from qinqing.law.bindings import load_binding
from qinqing.law.norms import load_norms
from qinqing.measures.figures import MONTH_COLUMNS, ArticleLine, article_line, released_for
from qinqing.measures.models import Article
from qinqing.measures.stamp import kept_rendered
from qinqing.measures.values import lines_of
from qinqing.oversight.acts import ASKED_BEFORE
from qinqing.rules.catalogue import load_rules
from qinqing.web.charts import months as months_chart
from qinqing.web.charts import slips as slips_chart
from qinqing.web.charts import year as year_chart
from qinqing.web.csv import csv_response

# How wide a picture stands in a page with context beside it.
BESIDE_AN_ASIDE = 768


@kept_rendered
def article(request: HttpRequest, address: str) -> HttpResponse:
    line = _line(address)
    binding = load_binding(settings.MEASURE)
    rules = [load_rules()[name] for name in line.rules]
    context: dict[str, Any] = {
        "line": line,
        "chapter": binding.chapter_of(address),
        "binding": binding,
        "loaded": Article.objects.select_related("measure", "chapter")
        .prefetch_related("items")
        .filter(measure__key=binding.measure, address=address)
        .first(),
        "norms": [load_norms()[name] for name in line.article.norms],
        "rules": rules,
        "asked_before": ASKED_BEFORE,
        "lines": lines_of(rules, timezone.localdate()),
        "released": released_for(address) if line.figures is None else [],
        "months": line.figures.recent_counts() if line.figures else [],
        "alt": year_chart.alt(line.figures.recent()) if line.figures else "",
        "headings": {number: bound.heading for number, bound in binding.articles.items()},
        "neighbours": _neighbours(address, list(binding.articles)),
    }
    return render(request, "measures/article.html", context)


def months(request: HttpRequest, address: str) -> HttpResponse:
    """A duty's twelve months as a picture: small for the list, `?wide` and `?narrow` for its own page."""
    figures = _line(address).figures
    if figures is None:
        raise Http404
    if "wide" in request.GET or "narrow" in request.GET:
        return _svg(year_chart.draw(figures.recent(), width=BESIDE_AN_ASIDE, narrow="narrow" in request.GET))
    return _svg(months_chart.draw(figures.recent()))


def months_csv(request: HttpRequest, address: str) -> StreamingHttpResponse:
    """The same twelve months as a table."""
    figures = _line(address).figures
    if figures is None:
        raise Http404
    return csv_response(f"law-{address}-months.csv", MONTH_COLUMNS, figures.recent_counts())


def slips(request: HttpRequest, address: str) -> HttpResponse:
    """The rules standing guard over a prohibition, as bamboo slips."""
    line = _line(address)
    return _svg(slips_chart.draw(len(line.rules), line.organ_rules, line.asked_before))


def _line(address: str) -> ArticleLine:
    line = article_line(address)
    if line is None:
        raise Http404
    return line


def _neighbours(address: str, addresses: list[str]) -> tuple[str | None, str | None]:
    here = addresses.index(address)
    return (addresses[here - 1] if here else None, addresses[here + 1] if here + 1 < len(addresses) else None)


def _svg(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="image/svg+xml")
