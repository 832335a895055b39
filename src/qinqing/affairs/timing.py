"""Where an application stands by the clock: recomputed from its steps, never kept by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils import timezone

from qinqing.affairs.models import Application, State, Step
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.affairs.models.steps import CLOCK_KINDS
from qinqing.affairs.terms import KeptTerms
from qinqing.clock import Event, EventType, Limit, Reckoning, Unit, reckon
from qinqing.law.calendar import UnpublishedYear, add_workdays
from qinqing.organisations.house import number_on

# Longer than any case: the days are counted, none is the last.
UNLIMITED = Limit(100_000, Unit.DAY)
RESTATED = (
    "state",
    "accepted_on",
    "due_on",
    "promised_due_on",
    "unsure_from",
    "act_by",
    "answer_due",
    "ended_on",
)
# With any of these the bureau took it up, whatever the law had said of its silence before.
ANSWERS = frozenset({"accepted", "paused", "extended", "proposed", "assessed"})
ENDING = {State.DECIDED: "decided", State.NOT_ACCEPTED: "not_accepted", State.WITHDRAWN: "withdrawn"}


def standing(application: Application, steps: Iterable[Step], on: date | None = None) -> Reckoning:
    """The clock as of `on`, with a sentence per stretch of days; by default as of today, or of the last step where this
    machine's clock was set back behind it: what happened has happened.

    Where no statutory limit is known nothing is due and nothing late, only the promise may be.
    """
    terms, events = KeptTerms.read(application.terms), events_of(steps)
    day = on or max((timezone.localdate(), *(event.on for event in events)))
    if terms.limit:
        return reckon(events, terms.limit, terms.promised, day)
    told = reckon(events, UNLIMITED, terms.promised, day)
    return replace(told, due_on=None, days_left=0, late_by=0)


def restate(application: Application, steps: Iterable[Step]) -> Reckoning:
    """Sets the columns in RESTATED as the clock has them today."""
    steps = [*steps]
    told = standing(application, steps)
    application.state = State(told.state)
    application.accepted_on = told.accepted_on
    application.due_on, application.promised_due_on = told.due_on, told.promised_due_on
    application.unsure_from = _unsure_from(told, steps)
    application.act_by = _act_by(told, steps)
    application.answer_due = _answer_due(told, steps)
    ending = ENDING.get(application.state)
    application.ended_on = next((step.on for step in steps if step.kind == ending), None)
    return told


def events_of(steps: Iterable[Step]) -> list[Event]:
    """The steps the clock knows of; the rest are for people to read."""
    return [
        Event(EventType(step.kind), step.on, step.ground, step.n or 0)
        for step in steps
        if step.kind in CLOCK_KINDS
    ]


def _act_by(told: Reckoning, steps: Iterable[Step]) -> date:
    """The day the bureau's next step is due; NOT_OUR_TURN while the firm, a pause or nobody known holds it up."""
    if told.state == State.RECEIVED:
        return _answer_by(steps)
    if told.state != State.RUNNING:
        return NOT_OUR_TURN
    return min((day for day in (told.due_on, told.promised_due_on) if day), default=NOT_OUR_TURN)


def _answer_due(told: Reckoning, steps: Iterable[Step]) -> date:
    """The day the first answer is due, or was where the law gave it instead of the bureau; NOT_OUR_TURN once it came."""
    silent = told.state in (State.RUNNING, State.PAUSED) and not any(step.kind in ANSWERS for step in steps)
    if told.state != State.RECEIVED and not silent:
        return NOT_OUR_TURN
    return _answer_by(steps)


def _unsure_from(told: Reckoning, steps: Iterable[Step]) -> date | None:
    """Since when nobody can tell a day the clock would name, that of the first answer included: the sign by which a row
    is found and stated anew once the calendar is published."""
    if told.unsure_from is None and told.state == State.RECEIVED:
        try:
            _last_for_answer(_complete_on(steps))
        except UnpublishedYear as unknown:
            return date(unknown.year, 1, 1)
    return told.unsure_from


def _answer_by(steps: Iterable[Step]) -> date:
    """The last day for accepting, declining or notifying; NOT_OUR_TURN where no calendar tells."""
    try:
        return _last_for_answer(_complete_on(steps))
    except UnpublishedYear:
        return NOT_OUR_TURN


def _complete_on(steps: Iterable[Step]) -> date:
    return max(step.on for step in steps if step.kind in ("received", "corrected"))


def _last_for_answer(complete_on: date) -> date:
    """NOT_OUR_TURN while nobody vouches for a number of days. UnpublishedYear."""
    days = number_on("lic_correction_notice_wd", complete_on)
    return NOT_OUR_TURN if days is None else add_workdays(complete_on, days)
