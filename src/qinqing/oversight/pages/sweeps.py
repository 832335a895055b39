"""What was judged, when, on which facts; which rules were skipped and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from qinqing.accounts.request import Request
from qinqing.accounts.roles import Role
from qinqing.oversight.models import Sweep
from qinqing.oversight.rules import rule_titles
from qinqing.oversight.selectors import counts_by_rule, visible_findings

SHOWN = 30


def sweeps(request: Request) -> HttpResponse:
    """The latest sweep rule by rule, and the ones before it.

    What a rule judged is for every reader, counted in items as on the public page; what it found for those who may
    read it, counted in findings, and no more than their board holds: the difference would tell them what concerns them
    or somebody above them.
    """
    recent = list(
        Sweep.objects.select_related("version", "values").defer("values__dated", "values__by_rule")[:SHOWN]
    )
    runs = list(recent[0].runs.all()) if recent else []
    counting = request.actor.holds(Role.SUPERVISOR, Role.OUTSIDE_SUPERVISOR)
    counts = counts_by_rule(recent[0], visible_findings(request.actor)) if recent and counting else {}
    context = {
        "sweeps": recent,
        "runs": [(run, counts.get(run.rule, NOTHING)) for run in runs],
        "counting": counting,
        "titles": rule_titles(),
    }
    return render(request, "oversight/sweeps.html", context)


NOTHING = {"flagged": 0, "undetermined": 0}
