"""Applications whose clock no calendar could tell when they were last stated, and now can; or that it tells otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from qinqing.affairs.models import Application, State
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.affairs.timing import RESTATED, restate
from qinqing.law.calendar import covered_years, known_days
from qinqing.record.binding import chunks

# Stated before `unsure_from` told of the first answer too.
UNTOLD = Q(state=State.RECEIVED, ended_on=None, act_by=NOT_OUR_TURN, unsure_from=None)
FORTNIGHT = timedelta(days=14)


def told_by_now() -> Iterator[Application]:
    """Those whose columns would read otherwise today, ended ones too. While nothing new is published: three indexes."""
    found = [
        key
        for asked in (Q(unsure_from__range=known_days()), UNTOLD, _moved())
        for key in Application.objects.filter(asked).order_by().values_list("pk", flat=True)
    ]
    for keys in chunks(found):
        rows = Application.objects.filter(pk__in=keys).order_by("pk").prefetch_related("steps")
        yield from (row for row in rows if reads_otherwise(row))


def _moved() -> Q:
    """Open ones whose day the newest notice may have moved: for the New Year it puts days of work and rest into the last
    days of the December before, whose own notice had left them as they come."""
    last = date(covered_years()[-1], 1, 1) - timedelta(days=1)
    there = (last - FORTNIGHT, last)
    day = Q(act_by__range=there) | Q(due_on__range=there) | Q(promised_due_on__range=there)
    return Q(day, ended_on=None, act_by__lte=last)


def reads_otherwise(application: Application) -> bool:
    """Whether the clock names other days than the row holds; the row given has them afterwards."""
    held = columns_of(application)
    restate(application, application.steps.all())
    return columns_of(application) != held


def columns_of(application: Application) -> list[object]:
    return [getattr(application, name) for name in RESTATED]
