"""Applications whose clock no calendar could tell when they were last stated, and now can."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from qinqing.affairs.models import Application, State
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.affairs.timing import RESTATED, restate
from qinqing.law.calendar import known_days
from qinqing.record.binding import chunks

# Stated before `unsure_from` told of the first answer too.
UNTOLD = Q(state=State.RECEIVED, ended_on=None, act_by=NOT_OUR_TURN, unsure_from=None)


def told_by_now() -> Iterator[Application]:
    """Those whose columns would read otherwise today, ended ones too. While nothing new is published: two indexes."""
    found = [
        key
        for asked in (Q(unsure_from__range=known_days()), UNTOLD)
        for key in Application.objects.filter(asked).order_by().values_list("pk", flat=True)
    ]
    for keys in chunks(found):
        rows = Application.objects.filter(pk__in=keys).order_by("pk").prefetch_related("steps")
        yield from (row for row in rows if reads_otherwise(row))


def reads_otherwise(application: Application) -> bool:
    """Whether the clock names other days than the row holds; the row given has them afterwards."""
    held = columns_of(application)
    restate(application, application.steps.all())
    return columns_of(application) != held


def columns_of(application: Application) -> list[object]:
    return [getattr(application, name) for name in RESTATED]
