"""The values in force in this house: read again only when the bureau's file changed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from qinqing.law.calendar import UnpublishedYear, add_workdays
from qinqing.law.values import Values


def house_values() -> Values:
    """The catalogue with what the bureau confirmed and set."""
    file: Path = settings.VALUES_FILE
    return _read(file, file.stat().st_mtime_ns if file.is_file() else 0)


@lru_cache(maxsize=4)
def _read(file: Path, changed_ns: int) -> Values:
    return Values.load(*([file] if changed_ns else []))


def number_on(id: str, day: date) -> int | None:
    """A count or a length in days in force on that day; None while nobody vouches for one."""
    dated = house_values().value_on(id, day)
    return dated.value if dated and isinstance(dated.value, int) else None


def last_day(id: str, day: date) -> date | None:
    """The last of so many working days after `day`; None while nobody vouches for a number.

    Into a year whose calendar nobody published, so many calendar days: sooner than any calendar would have it, so
    that whoever waits never loses by it.
    """
    n = number_on(id, day)
    if n is None:
        return None
    try:
        return add_workdays(day, n)
    except UnpublishedYear:
        return day + timedelta(days=n)
