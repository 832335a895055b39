"""Reminders: each rung that fires is told to those it is for, in the transaction it fires in."""

from __future__ import annotations

from functools import partial
from typing import Any

from qinqing.notices.deadlines import Deadline, deadlines, ladders
from qinqing.notices.outbox import notify
from qinqing.work.ladders import Ladder
from qinqing.work.reminders import Fired, climb


def remind() -> int:
    """Looks at every deadline; how many rungs fired."""
    declared = deadlines()
    return sum(
        climb(ladder, declared[key].rows(), declared[key].column, partial(_tell, ladder, declared[key]))
        for key, ladder in ladders().items()
    )


def _tell(ladder: Ladder, deadline: Deadline, row: Any, fired: Fired) -> None:
    """Of rungs that fire together, missed while nobody worked, each person is told the highest only: the others are overtaken."""
    told = set[int]()
    for rung, reminder in reversed(fired):
        users = [user for part in rung.to for user in deadline.who[part](row) if user not in told]
        told.update(users)
        notify(users, f"due:{ladder.key}.{rung.key}", deadline.about(row), missed_on=reminder.missed_on)
