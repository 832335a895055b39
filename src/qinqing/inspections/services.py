"""Draws in the log: the year's plan, then each step as it is made; in order, each once, and in time.

What an entry says in the clear is all it carries: the step's digest, and of a draw only what its step shows anyway.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from qinqing.draw import texts
from qinqing.draw.bundle import COMMIT, OPEN, RUN, SUBSTITUTE, VOID, Bundle
from qinqing.draw.logged import PLAN, first_known
from qinqing.draw.plan import Plan
from qinqing.inspections import refusals
from qinqing.inspections.entries import draw_case, plan_case, refuse_unlogged
from qinqing.record.models import Entry
from qinqing.record.services import Machine, service, write_entry

NORM = "random-inspection"
STEP = ("draw", "n", "step")
CONSOLE = Machine("console")


@service(PLAN, fields=("year", "draws", "plan"), norm=NORM)
def log_plan(plan: Plan) -> Entry:
    """The year's plan, once; Refused `draw.plan-logged`."""
    case, draws = plan_case(plan.year), len(plan.draws)
    entry = write_entry(CONSOLE, case, {}, year=plan.year, draws=draws, plan=plan.root)
    if entry.step != 1:
        raise refusals.plan_logged(plan.year)
    return entry


@service(COMMIT, fields=(*STEP, "plan"), norm=NORM)
def log_commit(bundle: Bundle, n: int) -> Entry:
    """Before any source is out; Refused `draw.logged-late`, `draw.plan-not-logged`."""
    known, now = first_known(bundle), timezone.now()
    if known is None or now >= known:
        raise refusals.logged_late(bundle.draw, known or now)
    plan = bundle.commit["plan"]
    refuse_unlogged(plan)
    return _write(bundle, n, plan=plan)


@service(RUN, fields=(*STEP, "result"), norm=NORM)
def log_run(bundle: Bundle, n: int) -> Entry:
    """The result as a commitment: that there is one, and not who it names."""
    return _write(bundle, n, result=bundle.entries[n]["result"])


@service(SUBSTITUTE, fields=(*STEP, "substitution"), norm=NORM)
def log_substitution(bundle: Bundle, n: int) -> Entry:
    """Who came in for whom, as a commitment."""
    return _write(bundle, n, substitution=bundle.entries[n]["substitution"])


@service(OPEN, fields=(*STEP, "result"), norm=NORM)
def log_opening(bundle: Bundle, n: int) -> Entry:
    """The root of the result as everybody now sees it."""
    return _write(bundle, n, result=bundle.entries[n]["result"])


@service(VOID, fields=STEP, norm=NORM)
def log_voiding(bundle: Bundle, n: int) -> Entry:
    """That the draw does not count; who said so and why stands in the step."""
    return _write(bundle, n)


LOG: dict[str, Callable[[Bundle, int], Entry]] = {
    COMMIT: log_commit,
    RUN: log_run,
    SUBSTITUTE: log_substitution,
    OPEN: log_opening,
    VOID: log_voiding,
}


def _write(bundle: Bundle, n: int, **more: Any) -> Entry:
    """The entry of step `n` (from 0); it has the same place in its case as the step has in the draw, or is not written."""
    digest = texts.digest(bundle.steps[n].encode())
    said = {"draw": bundle.draw, "n": n + 1, "step": digest, **more}
    entry = write_entry(CONSOLE, draw_case(bundle.draw), {}, **said)
    if entry.step != n + 1:
        raise refusals.logged_otherwise(bundle.draw, n + 1)
    return entry
