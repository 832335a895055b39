"""Days by what they are, and how many of a unit lie between two of them. Working days end where notices end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from qinqing.clock.limit import Unit
from qinqing.law.calendar import SATURDAY, covered_years, is_holiday, is_workday, published_workdays

ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    WORKDAY = "workday"
    MAKE_UP = "make_up"  # a weekend day people work on, to make up for a holiday
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


COUNTED = frozenset({DayKind.WORKDAY, DayKind.MAKE_UP})


@cache
def kind_of(day: date) -> DayKind:
    """UnpublishedYear where nobody knows yet."""
    if is_workday(day):
        return DayKind.MAKE_UP if day.weekday() >= SATURDAY else DayKind.WORKDAY
    return DayKind.HOLIDAY if is_holiday(day) else DayKind.WEEKEND


@cache
def changes() -> tuple[date, ...]:
    """The days of the published years whose kind is not that of the day before."""
    day, before, found = date(covered_years()[0], 1, 1), None, []
    while day.year in covered_years():
        kind = kind_of(day)
        if kind != before:
            found.append(day)
        day, before = day + ONE_DAY, kind
    return tuple(found)


def changes_between(first: date, last: date) -> tuple[date, ...]:
    return changes()[bisect_left(changes(), first) : bisect_right(changes(), last)]


def unknown_from(unit: Unit, day: date) -> date | None:
    """1 January of the first year, from that of `day` on, whose days of this unit nobody knows; None: all are known."""
    if unit is Unit.DAY:
        return None
    years = covered_years()
    return date(years[-1] + 1 if day.year in years else day.year, 1, 1)


def count(unit: Unit, first: date, last: date) -> int:
    """How many days of the unit from `first` to `last`, both included, as far as they are known."""
    if unit is Unit.DAY:
        return max(0, (last - first).days + 1)
    return max(0, bisect_right(published_workdays(), last) - bisect_left(published_workdays(), first))


def nth(unit: Unit, first: date, n: int) -> date:
    """The n-th day of the unit from `first` on, which may itself be the first; the caller knows there are as many."""
    if unit is Unit.DAY:
        return first + timedelta(days=n - 1)
    return published_workdays()[bisect_left(published_workdays(), first) + n - 1]


def next_workday(day: date) -> date:
    """`day` itself where people work on it; UnpublishedYear where nobody knows."""
    while not is_workday(day):
        day += ONE_DAY
    return day
