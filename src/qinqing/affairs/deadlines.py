"""The deadlines of affairs: which rows are under each, by which day, and who takes what part in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.db.models import Exists, OuterRef, Q, QuerySet

from qinqing.affairs.models import Application, CorrectionNotice, CorrectionPoint, Problem, Rating, State
from qinqing.affairs.selectors.voice import told_of_problem
from qinqing.notices.deadlines import Deadline, Who, declare
from qinqing.notices.recipients import accounts_of, leaders_of, people_of, supervisors

SHIPPED = Path(__file__).with_name("ladders.yaml")
NUMBER = "number"


def _open() -> QuerySet[Application]:
    return Application.objects.filter(ended_on=None)


def _handler(application: Application) -> list[int]:
    """Whoever has it in hand; while nobody has, or whoever had it has left, the unit's leaders."""
    return accounts_of(application.handler_id) or _leaders(application)


def _leaders(application: Application) -> list[int]:
    """Never the one whose case it is."""
    return leaders_of(application.department_id, but=application.handler_id)


def _waiting_notices() -> QuerySet[CorrectionNotice]:
    unanswered = CorrectionPoint.objects.filter(notice=OuterRef("pk"), answered_at=None)
    rows = CorrectionNotice.objects.filter(
        Exists(unanswered), issued_on__isnull=False, application__state=State.AWAITING_CORRECTION
    )
    return rows.select_related("application")


def _ratings() -> QuerySet[Rating]:
    """Those that count; of the firm behind them nothing is read."""
    return Rating.objects.exclude(upheld_mistaken=True)


APPLICATION: Mapping[str, Who] = {
    "handler": _handler,
    "leader": _leaders,
    "supervision": lambda application: supervisors(application.department_id),
}
RATING: Mapping[str, Who] = {
    # Told of it only once supervision asked, in its own words; before that the unit knows nothing of it.
    "leader": lambda rating: leaders_of(rating.department_id) if rating.asked else [],
    "supervision": lambda rating: supervisors(rating.department_id),
}
DEADLINES: Mapping[str, Deadline] = {
    "first_answer": Deadline(_open, "answer_due", lambda a: a.number, APPLICATION, "affair", NUMBER),
    "decision": Deadline(
        lambda: _open().filter(state=State.RUNNING),
        "act_by",
        lambda a: a.number,
        APPLICATION,
        "affair",
        NUMBER,
    ),
    "correction": Deadline(
        _waiting_notices,
        "issued_on",
        lambda notice: notice.application.number,
        {"firm": lambda notice: people_of(notice.application.enterprise_id)},
        "own_application",
        NUMBER,
    ),
    "rating_contact": Deadline(
        lambda: _ratings().filter(contact_by__isnull=False, contacted_on=None),
        "contact_by",
        lambda _: "",
        RATING,
        "affair_ratings",
    ),
    "rating_right": Deadline(
        lambda: _ratings().filter(right_by__isnull=False, rectified_on=None),
        "right_by",
        lambda _: "",
        RATING,
        "affairs_asked",
    ),
    "problem": Deadline(
        lambda: Problem.objects.filter(Q(resolved_on=None) | Q(enterprise_confirmed=False)),
        "answer_by",
        lambda problem: problem.number,
        {
            "owner": told_of_problem,
            "supervision": lambda problem: supervisors(problem.department_id),
        },
        "affair_problem",
        NUMBER,
    ),
}

declare(SHIPPED, DEADLINES)
