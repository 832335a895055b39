"""What became of an application, read off its events: accepted when and how, when the clock stood, how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from qinqing.clock.events import ENDS, Event, EventType, OpenPauses
from qinqing.clock.pauses import Pause
from qinqing.law.calendar import UnpublishedYear, add_workdays
from qinqing.law.values import value_on

NOTICE_DAYS = "lic_correction_notice_wd"
DEEMED = "lic_deemed_accepted_if_no_notice"


class How(StrEnum):
    """How an application came to be accepted."""

    SAID = "said"
    DEEMED = "deemed"  # nobody sent a notice in time
    DECIDED = "decided"  # decided without having been accepted before


@dataclass(slots=True)
class History:
    """All up to and with the day `on`; what was entered after the end changes nothing.

    `waits`: (notified, corrected) days; the last is open, its end None, while corrections are awaited.
    `idle`: events that came too late to change any time. `unsure_from`: nobody can say whether it counts as accepted.
    """

    received_on: date
    complete_on: date
    accepted_on: date | None = None
    how: How = How.SAID
    waits: list[tuple[date, date | None]] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    extensions: list[Event] = field(default_factory=list)
    idle: list[Event] = field(default_factory=list)
    ended: Event | None = None
    unsure_from: date | None = None
    _open: OpenPauses = field(default_factory=OpenPauses)

    @property
    def is_waiting(self) -> bool:
        return bool(self.waits) and self.waits[-1][1] is None

    def take(self, event: Event) -> None:
        """One more event, in their order."""
        self.settle(event.on)
        match event.type:
            case EventType.CORRECTION_NOTIFIED | EventType.CORRECTED if self.accepted_on:
                self.idle.append(event)
            case EventType.CORRECTION_NOTIFIED if not self.is_waiting:
                self.waits.append((event.on, None))
            case EventType.CORRECTED:
                self._stop_waiting(event.on)
                self.complete_on = event.on
            case EventType.ACCEPTED if self.accepted_on:
                self.idle.append(event)
            case EventType.ACCEPTED:
                self._accept(event.on, How.SAID)
            case EventType.PAUSED:
                self._open.open(event)
            case EventType.RESUMED if paused := self._open.close(event.ground):
                self.pauses.append(Pause(paused.ground, paused.on, event.on))
            case EventType.EXTENDED:
                self.extensions.append(event)
            case _ if event.type in ENDS:
                self._end(event)

    def settle(self, day: date) -> None:
        """Accepted by law, if the time for a notice ran out before `day` with nothing said."""
        if self.accepted_on or self.is_waiting or self.ended:
            return
        last = last_day_for_notice(self.complete_on, day)
        if isinstance(last, Unknown):
            self.unsure_from = self.unsure_from or last.since
        elif last and day > last:
            self._accept(self.complete_on, How.DEEMED)

    def close(self, on: date) -> None:
        """Nothing more happened up to `on`."""
        self.settle(on)
        self.pauses += [Pause(paused.ground, paused.on) for paused in self._open.rest()]

    def _accept(self, on: date, how: How) -> None:
        self._stop_waiting(on)
        self.accepted_on, self.how = on, how

    def _end(self, event: Event) -> None:
        if event.type is EventType.DECIDED and self.accepted_on is None:
            self._accept(event.on, How.DECIDED)
        self._stop_waiting(event.on)
        self.ended = event

    def _stop_waiting(self, on: date) -> None:
        if self.is_waiting:
            self.waits[-1] = (self.waits[-1][0], on)


def read_history(events: Iterable[Event], on: date) -> History:
    """Of events that contradict nothing, in any order; those after `on` have not happened yet."""
    received, *later = sorted((event for event in events if event.on <= on), key=lambda event: event.order)
    history = History(received.on, received.on)
    for event in later:
        history.take(event)
        if history.ended:
            break
    history.close(on)
    return history


@dataclass(frozen=True, slots=True)
class Unknown:
    """A day nobody can name, because the working days are not published from `since` on."""

    since: date


def last_day_for_notice(complete_on: date, day: date) -> date | Unknown | None:
    """The last day to ask for corrections, seen from `day`; after it the application counts as accepted.

    None: it cannot have passed by `day` (so many working days take at least as many days; a day beyond the published
    years lies after all of these), or no such law is in force.
    """
    notice, deemed = value_on(NOTICE_DAYS, complete_on), value_on(DEEMED, complete_on)
    if notice is None or deemed is None or not deemed.value or not isinstance(notice.value, int):
        return None
    if day <= complete_on + timedelta(days=notice.value):
        return None
    try:
        return add_workdays(complete_on, notice.value)
    except UnpublishedYear as unknown:
        since = date(unknown.year, 1, 1)
        return Unknown(since) if day > since else None
