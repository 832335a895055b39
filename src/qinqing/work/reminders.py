"""Reminders: every rung whose day has come fires, once per matter and day due, whoever looks and however often.

    climb(ladder, Application.objects.filter(ended_on=None), "act_by", tell)

| what happened | what follows |
|---|---|
| looked at again, restarted, two workers | nothing: the row of a rung that fired is there, and one alone can be |
| nobody worked on its day | fires at the next look, `missed_on` says for when it was meant |
| the matter is returned, paused, handed over | nothing is due meanwhile; what fired stays fired for that day due |
| its day due is moved | for the new day every rung is fresh: those whose day has come fire at the next look, the rest in time |
| moved back to a day it was due on before | what fired for that day does not fire again |
| ended before its day | never |
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from qinqing.work.ladders import Ladder, Rung
from qinqing.work.models import Reminder

log = logging.getLogger("qinqing.work")
AT_A_TIME = 500
Fired = Sequence[tuple[Rung, Reminder]]
# The row as it is now, locked, with the rungs that fire together, lowest first.
Tell = Callable[[Any, Fired], None]


def climb(ladder: Ladder, rows: QuerySet[Any], column: str, tell: Tell) -> int:
    """Fires what is due of `rows` by their `column`; how many rungs did. `tell` runs in the rung's own transaction."""
    today, waiting = timezone.localdate(), dict[Any, date]()
    for rung in ladder.rungs:
        waiting.update(_unfired(ladder, rung, rows, column, today))
    return sum(_given(ladder, rows, column, about, due_on, tell) for about, due_on in waiting.items())


def _unfired(
    ladder: Ladder, rung: Rung, rows: QuerySet[Any], column: str, today: date
) -> Iterator[tuple[Any, date]]:
    """Key and day due where the rung's day has come and it did not fire, by the index of that day, a slice at a time."""
    latest = rung.latest_due(today)
    if latest is None:
        return
    fired = Reminder.objects.filter(
        ladder=ladder.key, about=OuterRef("pk"), due_on=OuterRef(column), rung=rung.key
    )
    found = rows.filter(~Exists(fired), **{f"{column}__lte": latest}).order_by(column, "pk")
    after = Q()
    while some := [*found.filter(after).values_list("pk", column)[:AT_A_TIME]]:
        yield from ((about, day) for about, day in some if _has_come(rung, day, today))
        about, day = some[-1]
        after = Q(**{f"{column}__gt": day}) | Q(**{column: day, "pk__gt": about})


def _has_come(rung: Rung, due_on: date, today: date) -> bool:
    fires = rung.day_for(due_on)
    return fires is not None and fires <= today


def _given(ladder: Ladder, rows: QuerySet[Any], column: str, about: Any, due_on: date, tell: Tell) -> int:
    """One matter nothing can be told of does not keep the others from being told; it is tried again at the next look."""
    try:
        return _fire(ladder, rows, column, about, due_on, tell)
    except OperationalError:  # the database itself: for none of them
        raise
    except Exception:
        log.exception("no reminder could be given: %s %s", ladder.key, about)
        return 0


def _fire(ladder: Ladder, rows: QuerySet[Any], column: str, about: Any, due_on: date, tell: Tell) -> int:
    """Its reminders and what they tell, or nothing: refused by the database where another worker was first."""
    try:
        with transaction.atomic():
            row = rows.select_for_update(of=("self",)).filter(pk=about, **{column: due_on}).first()
            if row is None:  # ended, returned or moved meanwhile
                return 0
            fired = _record(ladder, about, due_on)
            if fired:
                tell(row, fired)
            return len(fired)
    except IntegrityError:
        if Reminder.objects.filter(ladder=ladder.key, about=about, due_on=due_on).exists():
            return 0
        raise


def _record(ladder: Ladder, about: Any, due_on: date) -> list[tuple[Rung, Reminder]]:
    """All rungs of this matter and day due whose day has come and that have not fired."""
    today = timezone.localdate()
    before = Reminder.objects.filter(ladder=ladder.key, about=about, due_on=due_on)
    done = {*before.values_list("rung", flat=True)}
    fires = {rung: rung.day_for(due_on) for rung in ladder.rungs if rung.key not in done}
    come = {rung: day for rung, day in fires.items() if day is not None and day <= today}
    rows = [
        Reminder(ladder=ladder.key, about=about, due_on=due_on, rung=rung.key, meant_for=day)
        for rung, day in come.items()
    ]
    return [*zip(come, Reminder.objects.bulk_create(rows), strict=True)]
