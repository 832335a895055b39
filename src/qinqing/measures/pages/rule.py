"""Every rule in words and in SQL, for anybody to read and argue with."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from qinqing.measures.record import published_record
from qinqing.measures.stamp import kept_rendered
from qinqing.measures.values import lines_of
from qinqing.oversight.acts import ASKED_BEFORE
from qinqing.oversight.rules import articles_of_rule
from qinqing.rules.catalogue import load_rules


@kept_rendered
def rules(request: HttpRequest) -> HttpResponse:
    listed = [(rule, articles_of_rule(name)) for name, rule in load_rules().items()]
    return render(request, "measures/rules.html", {"rules": listed})


@kept_rendered
def rule(request: HttpRequest, name: str) -> HttpResponse:
    found = load_rules().get(name)
    if found is None:
        raise Http404
    context = {
        "rule": found,
        "articles": articles_of_rule(name),
        "asked_before": name in ASKED_BEFORE,
        "record": published_record(name),
        "lines": lines_of([found], timezone.localdate()),
    }
    return render(request, "measures/rule.html", context)
