"""The walk over the days of an application: stretch by stretch, which counted and why.

What is said of a day can only change on a few days: a step of the history, a turn of the calendar, a limit reached.
Between two of them every day is like the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from qinqing.clock import words
from qinqing.clock.counting import Due
from qinqing.clock.days import COUNTED, ONE_DAY, changes_between, kind_of, unknown_from
from qinqing.clock.events import Event
from qinqing.clock.history import History
from qinqing.clock.limit import Limit, Unit
from qinqing.clock.pauses import Stand
from qinqing.refusals import Say


class Stretch(NamedTuple):
    """Days `first` to `last`, both included, of which one thing is to be said."""

    first: date
    last: date
    counts: bool
    why: Say

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(slots=True)
class Walk:
    """From the day of receipt to `last`. `unsure_from`: where it met days nobody can count."""

    history: History
    limit: Limit
    due: Due
    stands: tuple[Stand, ...]
    last: date
    unsure_from: date | None = None
    _starts: list[date] = field(default_factory=list)
    _idle: dict[date, list[Event]] = field(default_factory=lambda: defaultdict(list))
    _unknown: date | None = None

    def __post_init__(self) -> None:
        self._starts = [stand.first for stand in self.stands]
        for event in (*self.history.idle, *self.due.late):
            self._idle[event.on].append(event)
        if self.history.accepted_on:
            self._unknown = unknown_from(self.limit.unit, self.history.accepted_on + ONE_DAY)

    def pieces(self) -> Iterator[Stretch]:
        """Every stretch of days between two turns; neighbours may be alike."""
        turns = self._turns()
        for first, after in zip(turns, [*turns[1:], self.last + ONE_DAY], strict=True):
            counts, why = self._of(first)
            if first in self._idle:
                why = words.with_idle(why, self._idle[first])
            yield Stretch(first, after - ONE_DAY, counts, why)

    def _turns(self) -> list[date]:
        """The days on which what is said may change, in order, the first of all included."""
        history, due, first = self.history, self.due, self.history.received_on
        lasts = [first, history.accepted_on, due.reached_on, due.extended_to, due.on, *self._idle]
        lasts += [day for wait in history.waits for day in wait]
        lasts += [stand.last for stand in self.stands]
        turns = {day + ONE_DAY for day in lasts if day}
        turns |= {first, *self._idle, *self._starts}
        turns |= {day for day in (history.accepted_on, history.unsure_from, self._unknown) if day}
        if history.accepted_on and self.limit.unit is Unit.WORKDAY:
            turns |= {*changes_between(history.accepted_on, self.last)}
        return sorted(day for day in turns if first <= day <= self.last)

    def _of(self, day: date) -> tuple[bool, Say]:
        """Whether the day counts, and why."""
        accepted_on = self.history.accepted_on
        if accepted_on is None or day < accepted_on:
            return False, self._before_acceptance(day)
        if day == accepted_on:
            return False, words.of_acceptance(self.history.how)
        if grounds := self._grounds(day):
            return False, words.paused(grounds, day)
        return self._running(day)

    def _before_acceptance(self, day: date) -> Say:
        place = bisect_right(self.history.waits, day - ONE_DAY, key=lambda wait: wait[0]) - 1
        if place >= 0:
            until = self.history.waits[place][1]
            if until is None or day <= until:
                return words.AWAITING
        unsure = self.history.unsure_from
        return words.unsure_accepted(unsure.year) if unsure and day >= unsure else words.RECEIVED

    def _grounds(self, day: date) -> tuple[str, ...]:
        place = bisect_right(self._starts, day) - 1
        if place < 0:
            return ()
        last = self.stands[place].last
        return self.stands[place].grounds if last is None or day <= last else ()

    def _running(self, day: date) -> tuple[bool, Say]:
        """A day after acceptance on which the clock does not stand."""
        unsure = self.history.unsure_from
        if unsure and day >= unsure:
            self.unsure_from = unsure
            return False, words.unsure_accepted(unsure.year)
        if self.limit.unit is Unit.DAY:
            return True, words.counted(words.CALENDAR_DAY, self._where(day))
        if self._unknown and day >= self._unknown:
            self.unsure_from = self._unknown
            return False, words.unpublished(day.year)
        kind = kind_of(day)
        if kind not in COUNTED:
            return False, words.DAYS[kind]
        return True, words.counted(words.DAYS[kind], self._where(day))

    def _where(self, day: date) -> Say:
        """Before or beyond what is due."""
        due = self.due
        if due.reached_on is None or day <= due.reached_on:
            return words.WITHIN
        if due.extended_to is None or day <= due.extended_to:
            return words.EXTENDED
        return words.ROLLED if due.on is None or day <= due.on else words.BEYOND


def merged(pieces: Iterator[Stretch]) -> tuple[Stretch, ...]:
    """Neighbours of which the same is to be said become one."""
    found: list[Stretch] = []
    for piece in pieces:
        if found and (found[-1].counts, found[-1].why) == (piece.counts, piece.why):
            found[-1] = Stretch(found[-1].first, piece.last, piece.counts, piece.why)
        else:
            found.append(piece)
    return tuple(found)
