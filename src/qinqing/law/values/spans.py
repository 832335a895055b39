"""Days as the sources name them: a day, only a month, or only a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from qinqing.law.values.kinds import read_day
from qinqing.law.values.reading import Tree

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
YEAR = re.compile(r"\d{4}")


class SpanDay(NamedTuple):
    """`precision`: "day", "month" or "year"."""

    day: date
    precision: str


def read_span_start(raw: Tree) -> SpanDay | None:
    """2020-07-05 as it is; 2020-07 and 2020 as their first day."""
    return _read(raw, "01-01", 1)


def read_span_end(raw: Tree) -> SpanDay | None:
    """As `read_span_start`, but a month and a year as their last day."""
    found = MONTH.fullmatch(raw) if isinstance(raw, str) else None
    return _read(raw, "12-31", monthrange(int(found[1]), int(found[2]))[1] if found else 31)


def _read(raw: Tree, in_year: str, in_month: int) -> SpanDay | None:
    if not isinstance(raw, str):
        return None
    precision, written = "day", raw
    if MONTH.fullmatch(raw):
        precision, written = "month", f"{raw}-{in_month:02}"
    elif YEAR.fullmatch(raw):
        precision, written = "year", f"{raw}-{in_year}"
    day = read_day(written)
    return SpanDay(day, precision) if day else None
