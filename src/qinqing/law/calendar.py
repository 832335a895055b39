"""Working days as the State Council published them; a year without a notice is refused, not guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import chinese_calendar
from chinese_calendar.constants import holidays

from qinqing.refusals import Refused, Say


class UnpublishedYear(Refused):
    """A day in a year whose working days nobody published."""

    def __init__(self, year: int):
        super().__init__(
            "calendar.unpublished",
            Say(
                f"{year} 年的节假日安排还没有公布，不能计算工作日",
                f"the working days of {year} are not published and cannot be counted",
            ),
        )
        self.year = year


@cache
def covered_years() -> range:
    years = {day.year for day in holidays}
    return range(min(years), max(years) + 1)


def is_workday(day: date) -> bool:
    if day.year not in covered_years():
        raise UnpublishedYear(day.year)
    return bool(chinese_calendar.is_workday(day))


def calendar_rows() -> Iterator[tuple[date, bool, int]]:
    number = 0
    day = date(covered_years()[0], 1, 1)
    while day.year in covered_years():
        work = is_workday(day)
        number += work
        yield day, work, number
        day += timedelta(days=1)


def add_workdays(day: date, n: int) -> date:
    while n:
        day += timedelta(days=1)
        n -= is_workday(day)
    return day
