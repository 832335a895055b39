"""What can happen to an application, each thing on a day: in whatever order written, taken in one order."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qinqing.law.values import Items, source_of, value_on
from qinqing.refusals import Say

GROUNDS = "lic_clock_exclusions"


class EventType(StrEnum):
    """In the order in which what happened on one day is taken."""

    RECEIVED = "received"
    CORRECTION_NOTIFIED = "correction_notified"
    CORRECTED = "corrected"
    NOT_ACCEPTED = "not_accepted"
    ACCEPTED = "accepted"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    TRANSFERRED = "transferred"
    DECIDED = "decided"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"


NAMES = {
    EventType.RECEIVED: Say("收到", "received"),
    EventType.CORRECTION_NOTIFIED: Say("告知补正", "asked for corrections"),
    EventType.CORRECTED: Say("补正", "corrected"),
    EventType.NOT_ACCEPTED: Say("不予受理", "not accepted"),
    EventType.ACCEPTED: Say("受理", "accepted"),
    EventType.PAUSED: Say("中止", "paused"),
    EventType.RESUMED: Say("恢复", "resumed"),
    EventType.EXTENDED: Say("延长", "extended"),
    EventType.TRANSFERRED: Say("转办", "transferred"),
    EventType.DECIDED: Say("决定", "decided"),
    EventType.DELIVERED: Say("送达", "delivered"),
    EventType.WITHDRAWN: Say("撤回", "withdrawn"),
}
PLACE = {kind: place for place, kind in enumerate(EventType)}
ENDS = frozenset({EventType.NOT_ACCEPTED, EventType.DECIDED, EventType.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Event:
    """`ground`: why it was paused, or which pause is resumed; `n`: by how much it was extended, in the limit's unit."""

    type: EventType
    on: date
    ground: str = ""
    n: int = 0

    @property
    def order(self) -> tuple[date, int, str, int]:
        """By date, then by type; what is left only makes any two readings of one list the same."""
        return self.on, PLACE[self.type], self.ground, self.n


def grounds_on(day: date) -> dict[str, Say]:
    """The grounds on which the clock may be paused on that day, by their words."""
    dated = value_on(GROUNDS, day)
    listed = dated.value if dated else None
    return {item.key: Say(item.zh, item.en) for item in listed} if isinstance(listed, Items) else {}


def source_of_grounds() -> Say:
    return source_of(GROUNDS)


@dataclass(slots=True)
class OpenPauses:
    """Pauses nobody has resumed: one queue per ground, the earliest first."""

    queues: dict[str, deque[Event]] = field(default_factory=dict)

    def open(self, paused: Event) -> None:
        self.queues.setdefault(paused.ground, deque()).append(paused)

    def close(self, ground: str = "") -> Event | None:
        """The pause that is resumed: the earliest of that ground, or of all where none is named. None: there is none."""
        names = [ground] if ground else list(self.queues)
        heads = [self.queues[name][0] for name in names if self.queues.get(name)]
        if not heads:
            return None
        return self.queues[min(heads, key=lambda paused: paused.order).ground].popleft()

    def rest(self) -> list[Event]:
        """Those still open."""
        return [paused for queue in self.queues.values() for paused in queue]
