"""What was judged, when, on which facts; which rules were skipped and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinqing.oversight.models import Sweep
from qinqing.oversight.rules import rule_titles

SHOWN = 30


def sweeps(request: HttpRequest) -> HttpResponse:
    """The latest sweep rule by rule, and the ones before it."""
    recent = list(Sweep.objects.select_related("version")[:SHOWN])
    runs = list(recent[0].runs.all()) if recent else []
    return render(request, "oversight/sweeps.html", {"sweeps": recent, "runs": runs, "titles": rule_titles()})
