"""The days on which one limit's clock runs, numbered, so that its n-th day is found without walking to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qinqing.clock.days import ONE_DAY, count, next_workday, nth, unknown_from
from qinqing.clock.events import Event
from qinqing.clock.limit import Limit, Unit
from qinqing.clock.pauses import Stand
from qinqing.law.calendar import UnpublishedYear

# Far beyond any limit from any day a file may name; an open end is written as this.
NO_END = date(9000, 1, 1)


class Track:
    """Spans of days after `start` on which the clock does not stand, with how many count up to the end of each.

    `unknown_from`: where the first span that cannot be counted to its end breaks off.
    """

    def __init__(self, unit: Unit, start: date, stands: Sequence[Stand], unsure_from: date | None = None):
        self.unit, self.start = unit, start
        self.unknown_from: date | None = None
        self.spans: list[tuple[date, date]] = []
        self.ends: list[int] = []
        total = 0
        for first, last in _between(start + ONE_DAY, stands):
            unknown = min(filter(None, (unknown_from(unit, first), unsure_from)), default=None)
            known = last if unknown is None else min(last, unknown - ONE_DAY)
            total += count(unit, first, known)
            self.spans.append((first, known))
            self.ends.append(total)
            if known < last:
                self.unknown_from = unknown
                break

    def day(self, n: int) -> date | None:
        """The n-th counted day; None where it is not known: the clock stands without an end, or the calendar ends."""
        if n == 0:
            return self.start
        place = bisect_left(self.ends, n)
        if place == len(self.ends):
            return None
        before = self.ends[place - 1] if place else 0
        return nth(self.unit, self.spans[place][0], n - before)


@dataclass(frozen=True, slots=True)
class Due:
    """How far a limit reaches. `reached_on`: the last day of the limit alone; `extended_to`: with its extensions;
    `on`: the same, moved where it rolls. `late`: extensions that came too late. `unsure_from`: why a day is not known."""

    total: int
    reached_on: date | None = None
    extended_to: date | None = None
    on: date | None = None
    late: tuple[Event, ...] = ()
    unsure_from: date | None = None


def due(limit: Limit, track: Track, extensions: Iterable[Event] = ()) -> Due:
    """An extension holds if made on or before the day that was due until then.

    Pauses after it cannot make it late: they only move a day that lies after them.
    """
    total, late = limit.n, []
    for extension in extensions:
        last = _rolled(limit, track.day(total))[0]
        if last is None or extension.on <= last:
            total += extension.n
        else:
            late.append(extension)
    extended_to = track.day(total)
    on, unsure_from = _rolled(limit, extended_to)
    if extended_to is None:
        unsure_from = track.unknown_from
    return Due(total, track.day(limit.n), extended_to, on, tuple(late), unsure_from)


def _rolled(limit: Limit, last: date | None) -> tuple[date | None, date | None]:
    """The day due, and from when it is unsure where it cannot be told."""
    if last is None or not limit.roll:
        return last, None
    try:
        return next_workday(last), None
    except UnpublishedYear as unknown:
        return None, date(unknown.year, 1, 1)


def _between(day: date, stands: Sequence[Stand]) -> Iterator[tuple[date, date]]:
    """The spans from `day` on that lie between the stands."""
    for stand in stands:
        if day < stand.first:
            yield day, stand.first - ONE_DAY
        if stand.last is None:
            return
        day = max(day, stand.last + ONE_DAY)
    yield day, NO_END
