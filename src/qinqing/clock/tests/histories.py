"""Random histories that contradict nothing: silent offices, late notices, pauses over pauses, late extensions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from qinqing.clock import Event, EventType, Limit, Unit
from qinqing.clock.events import grounds_on

FIRST = date(2024, 1, 1)
DAYS = 3 * 365  # into the last days of 2026, beyond which nothing is published
KEPT_BACK = "hearing"  # a ground no random history uses, for pauses a test adds
GROUNDS = sorted({*grounds_on(FIRST)} - {KEPT_BACK})
T = EventType


@dataclass
class Drawn:
    """One case as it might be asked about."""

    events: list[Event]
    limit: Limit
    promised: Limit | None
    on: date


@dataclass
class Drawing:
    """`named`: every resumption names its pause, so that a pause more does not change which one it resumes."""

    chance: Random
    named: bool
    day: date
    events: list[Event] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def add(self, kind: EventType, ground: str = "", n: int = 0) -> None:
        self.events.append(Event(kind, self.day, ground, n))

    def wait(self, most: int = 12) -> None:
        self.day += timedelta(days=self.chance.randint(0, most))

    def maybe(self, likely: float) -> bool:
        return self.chance.random() < likely


def draw(chance: Random, *, named: bool = False) -> Drawn:
    drawing = Drawing(chance, named, FIRST + timedelta(days=chance.randrange(DAYS)))
    if drawing.maybe(0.1):
        drawing.day = date(2026, 12, chance.randint(10, 31))
    drawing.add(T.RECEIVED)
    _corrections(drawing)
    if drawing.maybe(0.6):
        drawing.wait()
        drawing.add(T.ACCEPTED)
    for _ in range(chance.randint(0, 7)):
        _step(drawing)
    _end(drawing)
    last = max(event.on for event in drawing.events)
    first = drawing.events[0].on
    on = first + timedelta(days=chance.randint(0, (last - first).days + 60))
    promised = _limit(chance) if drawing.maybe(0.5) else None
    chance.shuffle(drawing.events)
    return Drawn(drawing.events, _limit(chance), promised, on)


def _limit(chance: Random) -> Limit:
    n = chance.choice([0, 1, 2, 3, 5, 5, 10, 15, 20, 20, 30, 45])
    return Limit(n, chance.choice([Unit.WORKDAY, Unit.DAY]), chance.random() < 0.3)


def _corrections(drawing: Drawing) -> None:
    for _ in range(drawing.chance.choice([0, 0, 0, 1, 1, 2])):
        drawing.wait()
        drawing.add(T.CORRECTION_NOTIFIED)
        if drawing.maybe(0.1):
            drawing.add(T.CORRECTION_NOTIFIED)
        if drawing.maybe(0.15):
            return
        drawing.wait(15)
        drawing.add(T.CORRECTED)


def _step(drawing: Drawing) -> None:
    drawing.wait()
    match drawing.chance.choice(["pause", "pause", "resume", "resume", "extend", "transfer"]):
        case "pause":
            ground = drawing.chance.choice(GROUNDS)
            drawing.open.append(ground)
            drawing.add(T.PAUSED, ground)
        case "resume" if drawing.open:
            _resume(drawing)
        case "extend":
            drawing.add(T.EXTENDED, n=drawing.chance.choice([1, 5, 10, 15]))
        case "transfer":
            drawing.add(T.TRANSFERRED)


def _resume(drawing: Drawing) -> None:
    if drawing.named:
        ground = drawing.chance.choice(drawing.open)
        drawing.open.remove(ground)
        drawing.add(T.RESUMED, ground)
    else:
        drawing.open.pop(0)
        drawing.wait(1)
        drawing.add(T.RESUMED)


def _end(drawing: Drawing) -> None:
    drawing.wait()
    match drawing.chance.choice(["open", "decided", "decided", "withdrawn", "not_accepted"]):
        case "decided":
            drawing.add(T.DECIDED)
            if drawing.maybe(0.5):
                drawing.wait()
                drawing.add(T.DELIVERED)
        case "withdrawn":
            drawing.add(T.WITHDRAWN)
        case "not_accepted":
            drawing.day += timedelta(days=1)  # on the day of acceptance it would be taken before it
            drawing.add(T.NOT_ACCEPTED)
        case _:
            return
    if drawing.maybe(0.3) and drawing.open:
        _resume(drawing)
