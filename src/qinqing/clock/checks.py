"""Events that cannot all be true are refused: every one at once, named by its place, type and day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from qinqing.clock import refusals
from qinqing.clock.events import (
    ENDS,
    NAMES,
    Event,
    EventType,
    OpenPauses,
    grounds_on,
    source_of_grounds,
)
from qinqing.facts.shown import shorten
from qinqing.law.values.kinds import LONGEST_PERIOD
from qinqing.refusals import Problem, Say

Placed = tuple[int, Event]


def refuse_contradictions(events: Sequence[Event], on: date | None) -> None:
    if problems := [*contradictions([*enumerate(events)], on)]:
        raise refusals.contradictory(problems)


def contradictions(placed: Sequence[Placed], on: date | None, *, whole: bool = True) -> Iterator[Problem]:
    """In order of time. Not `whole`: some events could not be read, so that none is said to be missing."""
    receipts = [event.on for _, event in placed if event.type is EventType.RECEIVED]
    seen = Seen(whole, min(receipts, default=None))
    for place, event in sorted(placed, key=lambda each: each[1].order):
        for says in (*_alone(event), *seen.take(event)):
            yield Problem(where(place, event), says)
    if not receipts and whole:
        yield Problem("events", Say("没有收到申请（received）这一事件", "there is no event received"))
    if seen.received_on and on and on < seen.received_on:
        yield Problem(
            "on",
            Say(
                f"{on} 早于收到之日 {seen.received_on}；请改为该日或以后",
                f"{on} is before the day of receipt, {seen.received_on}; give that day or a later one",
            ),
        )


def where(place: int, event: Event) -> str:
    return f"events[{place}] {event.type} {event.on}"


def _alone(event: Event) -> Iterator[Say]:
    """What is wrong with an event whatever else happened."""
    if event.type is EventType.PAUSED and event.ground not in grounds_on(event.on):
        yield _no_ground(event)
    if event.ground and event.type not in (EventType.PAUSED, EventType.RESUMED):
        yield Say("只有中止和恢复才有事由（ground）", "only a pause and its resumption have a ground")
    if event.type is EventType.EXTENDED and event.n < 1:
        yield Say("延长多少没有写明（n，至少 1）", "by how much it is extended is not said (n, 1 at least)")
    if event.n and event.type is not EventType.EXTENDED:
        yield Say("只有延长才有天数（n）", "only an extension has a number of days (n)")


def _no_ground(event: Event) -> Say:
    source, known = source_of_grounds(), grounds_on(event.on)
    listed = Say("、".join(known), ", ".join(known)) if known else Say("（当日没有）", "(none on that day)")
    given = shorten(event.ground)
    told = (
        Say(f"“{given}”不是中止的法定事由", f"{given!r} is no lawful ground for a pause")
        if event.ground
        else Say("中止没有写明事由（ground）", "the pause names no ground")
    )
    return Say(
        f"{told.zh}；应为 {listed.zh} 之一。依据：{source.zh}",
        f"{told.en}; it is one of {listed.en}. Source: {source.en}",
    )


@dataclass(slots=True)
class Seen:
    """What has happened so far, and what therefore cannot happen any more."""

    whole: bool
    received_on: date | None
    received: bool = False
    accepted: bool = False
    unanswered: int = 0
    extended_by: int = 0
    ended: Event | None = None
    open: OpenPauses = field(default_factory=OpenPauses)

    def take(self, event: Event) -> Iterator[Say]:
        if self.received_on and event.on < self.received_on:
            yield Say("发生在收到申请之前", "it happened before the receipt")
        match event.type:
            case EventType.RECEIVED:
                yield from self._receive()
            case EventType.CORRECTION_NOTIFIED:
                self.unanswered += 1
            case EventType.CORRECTED:
                yield from self._correct()
            case EventType.ACCEPTED:
                yield from self._accept()
            case EventType.PAUSED:
                self.open.open(event)
            case EventType.RESUMED if self.open.close(event.ground) is None and self.whole:
                yield Say("没有尚未恢复的中止可以恢复", "there is no pause to resume")
            case EventType.EXTENDED:
                yield from self._extend(event)
            case EventType.DELIVERED if self.whole and not self._decided:
                yield Say("在作出决定之前，或者没有决定", "it came before a decision, or there is none")
            case _ if event.type in ENDS:
                yield from self._end(event)

    @property
    def _decided(self) -> bool:
        return self.ended is not None and self.ended.type is EventType.DECIDED

    def _receive(self) -> Iterator[Say]:
        if self.received:
            yield Say("第二次收到同一件申请", "the application was received a second time")
        self.received = True

    def _correct(self) -> Iterator[Say]:
        """Each answers a notice; on one day the notices are taken first."""
        if not self.unanswered and self.whole:
            yield Say("没有它所补正的补正告知", "there is no notice of corrections it answers")
        self.unanswered = max(0, self.unanswered - 1)

    def _accept(self) -> Iterator[Say]:
        if self.accepted:
            yield Say("第二次受理", "it was accepted a second time")
        elif self.ended:
            before = NAMES[self.ended.type]
            yield Say(f"已经{before.zh}，又受理", f"it had been {before.en} already")
        self.accepted = True

    def _extend(self, event: Event) -> Iterator[Say]:
        self.extended_by += event.n
        if self.extended_by > LONGEST_PERIOD:
            yield Say(f"合计延长超过 {LONGEST_PERIOD}", f"extended by more than {LONGEST_PERIOD} days in all")

    def _end(self, event: Event) -> Iterator[Say]:
        if self.ended:
            before = NAMES[self.ended.type]
            yield Say(
                f"已于 {self.ended.on} {before.zh}，不能再次结束",
                f"it had been {before.en} already, on {self.ended.on}, and ends once",
            )
        self.ended = self.ended or event
