"""Working days as the State Council published them; a year without a notice is refused, not guessed.

Source: the package `chinesecalendar`, which copies the yearly notices on public holidays. A notice for the next
year may still move the last days of December: they are counted as the year's own notice left them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from chinese_calendar.constants import Holiday, holidays, workdays

from qinqing.refusals import Refused, Say

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class UnpublishedYear(Refused):
    """A day in a `year` whose working days nobody published."""

    def __init__(self, year: int):
        first, last = covered_years()[0], covered_years()[-1]
        super().__init__(
            "calendar.unpublished",
            Say(
                f"{year} 年的节假日安排不在已知的通知之内（现有 {first} 至 {last} 年），不能计算工作日；国务院办公厅公布后请更新本程序",
                f"no notice on the holidays of {year} is known (known: {first} to {last}), so working days cannot be counted; "
                "update this program once the notice is published",
            ),
        )
        self.year = year


@cache
def covered_years() -> range:
    """The years with a notice of their own: those whose National Day it dates.

    A New Year's holiday alone proves nothing: the notice of the year after puts days into December.
    """
    noticed = {day.year for day, name in holidays.items() if name == Holiday.national_day.value}
    first = min(noticed)
    return range(first, next(year for year in range(first, max(noticed) + 2) if year not in noticed))


def known_days() -> tuple[date, date]:
    """The first and the last day whose year has a notice of its own."""
    return date(covered_years()[0], 1, 1), date(covered_years()[-1], 12, 31)


def is_workday(day: date) -> bool:
    """Whether people work on `day`; UnpublishedYear beyond the published notices."""
    if day.year not in covered_years():
        raise UnpublishedYear(day.year)
    return day in workdays or (day.weekday() < SATURDAY and day not in holidays)


def is_holiday(day: date) -> bool:
    """Whether a notice makes `day` a day off, weekends within a holiday included; UnpublishedYear as above."""
    return not is_workday(day) and day in holidays


@cache
def published_workdays() -> tuple[date, ...]:
    """Every working day of the covered years, in order: what a count over years is looked up in."""
    return tuple(day for day, works, _ in calendar_rows() if works)


def calendar_rows() -> Iterator[tuple[date, bool, int]]:
    """(day, is_workday, workday_no) for every covered day; workday_no counts the working days up to and with it."""
    day, number = date(covered_years()[0], 1, 1), 0
    while day.year in covered_years():
        works = is_workday(day)
        number += works
        yield day, works, number
        day += ONE_DAY


def add_workdays(day: date, n: int) -> date:
    """The n-th working day after `day`, which itself is not counted; n = 0 is `day`. UnpublishedYear on the way."""
    if n < 0:
        raise ValueError(f"working days are counted forward, not {n}")
    while n:
        day += ONE_DAY
        n -= is_workday(day)
    return day
