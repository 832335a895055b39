"""The clock once more, by other means: one day after the other, from the contract's words, with a calendar of its own.

Slow, without tables, spans or look-ups; it knows the holidays of 2023 to 2026 as the State Council announced them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from qinqing.clock import Event, Limit

ONE = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2023, 2026
NOTICE_WORKDAYS = 5
FAR = 1500  # days; no limit of a test reaches so far without a pause that never ends
TYPES = [
    "received",
    "correction_notified",
    "corrected",
    "not_accepted",
    "accepted",
    "paused",
    "resumed",
    "extended",
    "transferred",
    "decided",
    "delivered",
    "withdrawn",
]
# Days off, from and to (month and day), and weekend days worked; weekends between are off anyway.
OFF = {
    2023: "0101-0102 0121-0127 0405-0405 0429-0503 0622-0624 0929-1006",
    2024: "0101-0101 0210-0217 0404-0406 0501-0505 0610-0610 0915-0917 1001-1007",
    2025: "0101-0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
    2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
}
WORKED = {
    2023: "0128 0129 0423 0506 0625 1007 1008",
    2024: "0204 0218 0407 0428 0511 0914 0929 1012",
    2025: "0126 0208 0427 0928 1011",
    2026: "0104 0214 0228 0509 0920 1010",
}


class Unknown(Exception):
    """A year whose holidays nobody announced."""

    def __init__(self, year: int):
        super().__init__(year)
        self.since = date(year, 1, 1)


def works(day: date) -> bool:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unknown(day.year)
    written = f"{day:%m%d}"
    if written in WORKED[day.year].split():
        return True
    off = any(span[:4] <= written <= span[5:] for span in OFF[day.year].split())
    return not off and day.weekday() < 5


@dataclass
class Story:
    """What happened, seen from the day asked about."""

    accepted: date | None = None
    waiting: bool = False
    end: Event | None = None
    unsure: date | None = None


@dataclass
class Answer:
    state: str
    accepted_on: date | None
    due_on: date | None
    promised_due_on: date | None
    days_used: int
    days_left: int
    late_by: int
    unsure_from: date | None
    counted: list[date] = field(default_factory=list)


def naive(events: list[Event], limit: Limit, promised: Limit | None, on: date) -> Answer:
    happened = sorted((e for e in events if e.on <= on), key=lambda e: (e.on, TYPES.index(e.type)))
    story = told(happened, on)
    last = min(on, story.end.on) if story.end else on
    before_end = happened[: happened.index(story.end)] if story.end else happened
    statutory = Count(limit, story, before_end, last, extendable=True)
    own = Count(promised, story, before_end, last, extendable=False) if promised else None
    promise_unsure = own.unsure if own and own.due is None else None  # of a promise only the day due is told
    unsure = [d for d in (story.unsure, statutory.unsure, promise_unsure) if d]
    return Answer(
        state=state(story, before_end),
        accepted_on=story.accepted,
        due_on=None if story.unsure else statutory.due,
        promised_due_on=own.due if own and not story.unsure else None,
        days_used=len(statutory.counted),
        days_left=max(0, statutory.total - len(statutory.counted)),
        late_by=0 if story.unsure else statutory.late,
        unsure_from=min(unsure, default=None),
        counted=statutory.counted,
    )


def told(happened: list[Event], on: date) -> Story:
    story, complete, day = Story(), happened[0].on, happened[0].on
    while day <= on and not story.end:
        if not story.accepted and not story.waiting and (day - complete).days > NOTICE_WORKDAYS:
            try:
                passed = sum(works(complete + n * ONE) for n in range(1, (day - complete).days))
                story.accepted = complete if passed >= NOTICE_WORKDAYS else None
            except Unknown as unknown:
                known = sum(works(d) for d in days(complete + ONE, unknown.since - ONE))
                if known >= NOTICE_WORKDAYS:
                    story.accepted = complete
                else:
                    story.unsure = story.unsure or unknown.since
        for event in (e for e in happened if e.on == day):
            match event.type:
                case "correction_notified":
                    story.waiting = story.waiting or not story.accepted
                case "corrected":
                    story.waiting, complete = False, day if not story.accepted else complete
                case "accepted":
                    story.accepted, story.waiting = story.accepted or day, False
                case "decided":
                    story.accepted, story.waiting, story.end = story.accepted or day, False, event
                case "not_accepted" | "withdrawn":
                    story.waiting, story.end = False, event
            if story.end:
                break
        day += ONE
    return story


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE


class Count:
    """Days counted up to `last`, and the walk goes on until the limit is reached or cannot be."""

    def __init__(self, limit: Limit, story: Story, happened: list[Event], last: date, *, extendable: bool):
        self.limit, self.story, self.last = limit, story, last
        self.total, self.late = limit.n, 0
        self.due: date | None = None
        self.reached = False
        self.unsure: date | None = None
        self.ran: list[date] = []
        self.paused: list[str] = []
        day = happened[0].on if happened else last
        while day <= last or (story.accepted and not self.reached and not self.paused and not self.unsure):
            if day > last + FAR * ONE:
                raise AssertionError("no end of it")
            self.morning(day)
            for event in (e for e in happened if e.on == day <= last):
                self.evening(event, extendable=extendable)
            day += ONE

    def morning(self, day: date) -> None:
        """An event takes effect the next day: what was so yesterday in the evening decides."""
        if not self.story.accepted or day < self.story.accepted:
            return
        if day > self.story.accepted and not self.paused and self.runs(day):
            self.ran.append(day)
            self.late += self.due is not None and self.due < day <= self.last
        self.look()

    def look(self) -> None:
        """Whether the limit is reached, with what has been added to it."""
        if not self.reached and len(self.ran) >= self.total:
            last = self.ran[self.total - 1] if self.total else self.story.accepted
            self.reached, self.due = True, self.rolled(last)

    @property
    def counted(self) -> list[date]:
        return [day for day in self.ran if day <= self.last]

    def runs(self, day: date) -> bool:
        if self.story.unsure and day >= self.story.unsure:
            self.unsure = self.story.unsure
            return False
        if self.limit.unit == "day":
            return True
        return self.known(works, day) or False

    def rolled(self, day: date) -> date | None:
        while self.limit.roll and not (answer := self.known(works, day)):
            if answer is None:
                return None
            day += ONE
        return day

    def known(self, ask: Callable[[date], bool], day: date) -> bool | None:
        try:
            return ask(day)
        except Unknown as unknown:
            self.unsure = self.unsure or unknown.since
            return None

    def evening(self, event: Event, *, extendable: bool) -> None:
        match event.type:
            case "paused":
                self.paused.append(event.ground)
            case "resumed":
                self.paused.remove(event.ground or self.paused[0])
            case "extended" if extendable and (self.due is None or event.on <= self.due):
                self.total += event.n
                self.reached, self.due = False, None
                if self.story.accepted and event.on >= self.story.accepted:
                    self.look()


def state(story: Story, before_end: list[Event]) -> str:
    if story.end:
        return str(story.end.type)
    if not story.accepted:
        return "awaiting_correction" if story.waiting else "received"
    opened = sum(e.type == "paused" for e in before_end) - sum(e.type == "resumed" for e in before_end)
    return "paused" if opened else "running"
