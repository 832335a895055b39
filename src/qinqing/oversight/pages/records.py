"""规则记录: for each rule what its findings came to, with the precision where enough were disposed of."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from qinqing.accounts.request import Request
from qinqing.oversight.records import FEWEST_CASES, RuleRecord, rule_record, rule_records
from qinqing.oversight.rules import articles_of_rule, rule_titles
from qinqing.oversight.selectors import visible_findings
from qinqing.web.charts import share as chart
from qinqing.web.csv import csv_response

HEAD = ("rule", "found", "waiting", "confirmed", "dismissed", "precision", "low_95", "high_95")


def records(request: Request) -> HttpResponse:
    """Every rule that found something this reader may see."""
    found = rule_records(visible_findings(request.actor))
    rows = [(rule, record, articles_of_rule(rule), _alt(record)) for rule, record in found.items()]
    context = {
        "disposed": [row for row in rows if row[1].disposed],
        "waiting": [row for row in rows if not row[1].disposed],
        "titles": rule_titles(),
        "fewest": FEWEST_CASES,
    }
    return render(request, "oversight/records.html", context)


def records_csv(request: Request) -> StreamingHttpResponse:
    """The same table; precision and interval stay empty while cases are too few."""
    found = rule_records(visible_findings(request.actor))
    return csv_response("rule-records.csv", HEAD, (_row(rule, record) for rule, record in found.items()))


def record_picture(request: Request, rule: str) -> HttpResponse:
    """One rule's precision on a ruler; an empty picture while cases are too few."""
    record = rule_record(rule, visible_findings(request.actor))
    shown = record.precision if record else None
    svg = chart.draw(shown.share, shown.low, shown.high) if shown else chart.nothing()
    return HttpResponse(svg, content_type="image/svg+xml")


def _alt(record: RuleRecord) -> str:
    shown = record.precision
    return chart.alt(shown.share, shown.low, shown.high) if shown else ""


def _row(rule: str, record: RuleRecord) -> tuple[object, ...]:
    shown = record.precision
    figures = (f"{n:.3f}" for n in (shown.share, shown.low, shown.high)) if shown else ("", "", "")
    return (rule, record.found, record.waiting, record.confirmed, record.dismissed, *figures)
