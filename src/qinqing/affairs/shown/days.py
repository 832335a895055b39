"""The days of an application one by one, as a calendar shows them: which counted, which did not, what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from qinqing.affairs.models import Kind, State, Step
from qinqing.clock import Reckoning, Unit
from qinqing.clock.days import COUNTED, DayKind, kind_of
from qinqing.law.calendar import UnpublishedYear
from qinqing.refusals import Say

ONE_DAY, WEEK = timedelta(days=1), timedelta(days=7)
# Longer calendars are no picture any more; the table of stretches says the rest.
MOST_WEEKS = 26


class Look(StrEnum):
    """What a day is: `ahead` will count if nothing stops the clock, `unsure` nobody can say yet."""

    COUNTED = "counted"
    PAUSED = "paused"
    WAITING = "waiting"
    REST = "rest"
    AHEAD = "ahead"
    UNSURE = "unsure"
    BLANK = "blank"


# A day's column on a phone is four characters or eight letters wide: short words, the steps of the matter say them in
# full. What happened stands in the past tense, what is due as a noun.
RESTS = {
    DayKind.WEEKEND: Say("休", "off"),
    DayKind.HOLIDAY: Say("假", "hol."),
    DayKind.MAKE_UP: Say("班", "work"),
}
HAPPENED = {
    Kind.RECEIVED: Say("收件", "filed"),
    Kind.CORRECTION_NOTIFIED: Say("告知补正", "list sent"),
    Kind.CORRECTED: Say("补齐", "list done"),
    Kind.NOT_ACCEPTED: Say("不予受理", "declined"),
    Kind.ACCEPTED: Say("受理", "accepted"),
    Kind.PAUSED: Say("中止", "paused"),
    Kind.RESUMED: Say("恢复", "resumed"),
    Kind.EXTENDED: Say("延长", "time added"),
    Kind.DECIDED: Say("决定", "decided"),
    Kind.DELIVERED: Say("送达", "sent"),
    Kind.WITHDRAWN: Say("撤回", "taken back"),
}
PAUSED, ACCEPTED_BY_LAW = Say("停", "paused"), Say("视为受理", "accepted by law")
PROMISED, STATUTORY = Say("承诺期满", "promise due"), Say("法定期满", "due by law")
TODAY = Say("今天", "today")


@dataclass(slots=True)
class Day:
    """`n`: which counted day of the limit it is, None where it does not count · `words`: what to say under it."""

    on: date
    look: Look
    n: int | None = None
    words: list[Say] = field(default_factory=list)
    event: bool = False
    due: bool = False
    today: bool = False

    @property
    def classes(self) -> str:
        marks = {"event": self.event, "due": self.due, "today": self.today}
        return " ".join([self.look.value, *(name for name, holds in marks.items() if holds)])


def days_of(
    told: Reckoning, unit: Unit, steps: Sequence[Step], today: date, statutory: bool = True
) -> list[Day]:
    """From receipt to the last day anything is due, or today if that is later; what is over ends where it ended.

    `statutory`: whether what it is told by is the statute's limit, or the promise alone.
    """
    first = told.stretches[0].first
    ended = told.state not in (State.RECEIVED, State.AWAITING_CORRECTION, State.RUNNING, State.PAUSED)
    last = max(told.stretches[-1].last, *_known(told.due_on, told.promised_due_on), *_known(_last(steps)))
    last = told.stretches[-1].last if ended and told.late_by else last
    days = [Day(first + ONE_DAY * n, Look.BLANK) for n in range((last - first).days + 1)]
    _count(days, told, unit, running=told.state == State.RUNNING)
    due = [(STATUTORY if statutory else PROMISED, told.due_on), (PROMISED, told.promised_due_on)]
    _say(days, told, steps, due, None if ended else today)
    return days


def weeks_of(days: Sequence[Day]) -> list[list[Day]]:
    """By calendar weeks from Monday on, filled up with blank days; the newest where there are too many."""
    first = days[0].on - ONE_DAY * days[0].on.weekday()
    last = days[-1].on + ONE_DAY * (6 - days[-1].on.weekday())
    known = {day.on: day for day in days}
    found = []
    while first <= last:
        week = [first + ONE_DAY * n for n in range(7)]
        found.append([known.get(on) or Day(on, Look.BLANK, words=_rest(on)) for on in week])
        first += WEEK
    return found[-MOST_WEEKS:]


def _count(days: list[Day], told: Reckoning, unit: Unit, running: bool) -> None:
    n = 0
    told_of = {
        stretch.first + ONE_DAY * k: stretch for stretch in told.stretches for k in range(stretch.length)
    }
    for day in days:
        stretch = told_of.get(day.on)
        if stretch is None:
            day.look = _ahead(day.on, unit) if running else Look.BLANK
        elif stretch.counts:
            day.look = Look.COUNTED
        else:
            day.look = _idle(day.on, told, unit)
        if day.look in (Look.COUNTED, Look.AHEAD):
            n += 1
            day.n = n


def _idle(on: date, told: Reckoning, unit: Unit) -> Look:
    """Why a day of the past did not count."""
    if told.accepted_on is None or on <= told.accepted_on:
        return Look.WAITING
    if unit is Unit.DAY:
        return Look.PAUSED
    try:
        return Look.PAUSED if kind_of(on) in COUNTED else Look.REST
    except UnpublishedYear:
        return Look.UNSURE


def _ahead(on: date, unit: Unit) -> Look:
    if unit is Unit.DAY:
        return Look.AHEAD
    try:
        return Look.AHEAD if kind_of(on) in COUNTED else Look.REST
    except UnpublishedYear:
        return Look.UNSURE


def _say(
    days: list[Day],
    told: Reckoning,
    steps: Iterable[Step],
    due: Sequence[tuple[Say, date | None]],
    today: date | None,
) -> None:
    happened: dict[date, list[Say]] = defaultdict(list)
    for step in steps:
        if (words := HAPPENED.get(Kind(step.kind))) and words not in happened[step.on]:
            happened[step.on].append(words)
    if told.accepted_on and not any(step.kind == Kind.ACCEPTED for step in steps):
        happened[told.accepted_on].append(ACCEPTED_BY_LAW)
    for day in days:
        day.event, day.today = bool(happened[day.on]), day.on == today
        ends = [words for words, on in due if on == day.on]
        day.due = bool(ends)
        stops = [PAUSED] if day.look == Look.PAUSED and not day.event else []
        day.words = [*happened[day.on], *stops, *ends, *([TODAY] if day.today else []), *_rest(day.on)]


def _rest(on: date) -> list[Say]:
    """Off, on holiday, or working to make up for one; nothing for plain working days and unpublished years."""
    try:
        words = RESTS.get(kind_of(on))
    except UnpublishedYear:
        return []
    return [words] if words else []


def _known(*days: date | None) -> Iterator[date]:
    return (day for day in days if day)


def _last(steps: Sequence[Step]) -> date | None:
    return max((step.on for step in steps if step.kind in HAPPENED), default=None)
