"""What happened to an application as its firm reads it: every step with its receipt, whoever took it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from qinqing.accounts.actor import Actor
from qinqing.affairs.models import Kind, State
from qinqing.affairs.selectors.cases import Case
from qinqing.affairs.shown.lines import outcome_words
from qinqing.affairs.shown.story import Told, story, written


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the stages every application goes through. `state`: done, now or ''."""

    words: str
    state: str
    on: date | None = None
    note: str = ""


def own_story(case: Case, actor: Actor) -> list[Told]:
    """A proposal is no decision yet: that there is one is told, not what it says."""
    entries = written(case)
    return [
        replace(told, details=[], receipt="")
        if step.kind == Kind.PROPOSED
        else replace(told, receipt=entries.get(step.set_by_id, ""))
        for step, told in zip(case.steps, story(case, actor), strict=True)
    ]


def decision_receipt(story: list[Told], case: Case) -> str:
    """Of the step that decided, '' where there is none."""
    decided = (told for step, told in zip(case.steps, story, strict=True) if step.kind == Kind.DECIDED)
    return next((told.receipt for told in decided), "")


def stages(case: Case) -> list[Stage]:
    return [*_stages(case)]


def _stages(case: Case) -> Iterator[Stage]:
    application, steps = case.application, case.steps
    yield Stage(pgettext("经过", "收件"), "done", application.received_on)
    if asked := [step for step in steps if step.kind == Kind.CORRECTION_NOTIFIED]:
        waits = application.state == State.AWAITING_CORRECTION
        yield Stage(_("补正"), "now" if waits else "done", asked[0].on, _("请您逐项答复") if waits else "")
    if application.accepted_on or application.open:
        waits = application.state == State.RECEIVED
        state = "done" if application.accepted_on else "now" if waits else ""
        yield Stage(pgettext("经过", "受理"), state, application.accepted_on)
    paused = [step for step in steps if step.kind == Kind.PAUSED]
    if paused:
        stands = application.state == State.PAUSED
        yield Stage(
            pgettext("经过", "中止"),
            "now" if stands else "done",
            paused[-1].on,
            _("期限停着") if stands else "",
        )
    if application.open:
        runs = application.state == State.RUNNING
        yield Stage(_("审查"), "now" if runs else "", None, _("现在在这里") if runs else "")
        due = application.promised_due_on or application.due_on
        yield Stage(_("最迟决定") if due else _("决定"), "", due)
    else:
        yield Stage(capfirst(str(outcome_words(application))), "done", application.ended_on)
    if application.delivered_on:
        yield Stage(pgettext("经过", "送达"), "done", application.delivered_on)
