"""The answer of the clock: a pure function of events, limits and the day asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qinqing.clock.checks import refuse_contradictions
from qinqing.clock.counting import Due, Track, due
from qinqing.clock.events import Event
from qinqing.clock.history import History, read_history
from qinqing.clock.limit import Limit
from qinqing.clock.pauses import Stand, stands
from qinqing.clock.walk import Stretch, Walk, merged


class State(StrEnum):
    RECEIVED = "received"
    AWAITING_CORRECTION = "awaiting_correction"
    RUNNING = "running"
    PAUSED = "paused"
    DECIDED = "decided"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Days in the limit's unit. `due_on` None: not accepted, or nobody knows — the clock stands, or from `unsure_from`
    on nobody published the working days. `stretches` run from receipt to the end or the day asked about."""

    state: State
    accepted_on: date | None
    due_on: date | None
    promised_due_on: date | None
    days_used: int
    days_left: int
    late_by: int
    unsure_from: date | None
    stretches: tuple[Stretch, ...]


def reckon(
    events: Sequence[Event], limit: Limit, promised: Limit | None = None, on: date | None = None
) -> Reckoning:
    """As of the day `on`, by default that of the last event; events after it have not happened yet.

    In whatever order they are given. Refused `clock.events` where they contradict each other, each named.
    """
    refuse_contradictions(events, on)
    on = on or max(event.on for event in events)
    history = read_history(events, on)
    standing = stands(history.pauses)
    statutory, own = _due(history, limit, standing), Due(0)
    if promised:
        own = _due(history, promised, standing, extended=False)
    last = min(on, history.ended.on) if history.ended else on
    walk = Walk(history, limit, statutory, standing, last)
    pieces = [*walk.pieces()]
    used = sum(piece.length for piece in pieces if piece.counts)
    late = [p for p in pieces if p.counts and statutory.on and p.first > statutory.on]
    unsure = (history.unsure_from, statutory.unsure_from, own.unsure_from, walk.unsure_from)
    return Reckoning(
        state=_state(history),
        accepted_on=history.accepted_on,
        due_on=statutory.on,
        promised_due_on=own.on,
        days_used=used,
        days_left=max(0, statutory.total - used),
        late_by=sum(piece.length for piece in late),
        unsure_from=min(filter(None, unsure), default=None),
        stretches=merged(iter(pieces)),
    )


def _due(history: History, limit: Limit, standing: tuple[Stand, ...], *, extended: bool = True) -> Due:
    """A promise is never extended; where nobody knows whether it was accepted, nobody knows what is due."""
    extensions = history.extensions if extended else ()
    if history.accepted_on is None:
        return Due(limit.n + sum(extension.n for extension in extensions))
    found = due(limit, Track(limit.unit, history.accepted_on, standing, history.unsure_from), extensions)
    return Due(found.total, late=found.late) if history.unsure_from else found


def _state(history: History) -> State:
    if history.ended:
        return State(history.ended.type)
    if history.accepted_on is None:
        return State.AWAITING_CORRECTION if history.is_waiting else State.RECEIVED
    return State.PAUSED if any(p.resumed_on is None for p in history.pauses) else State.RUNNING
