"""What holds of every history, and that another way of counting comes to the same."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinqing.clock import Event, EventType, Limit, Reckoning, reckon
from qinqing.clock.tests.histories import FIRST, KEPT_BACK, Drawn, draw
from qinqing.clock.tests.naive import LAST_YEAR, days, naive, works
from qinqing.law.calendar import is_workday

LATER = date.max
ONE = timedelta(days=1)
CHANCE = st.randoms(use_true_random=False)


def answer(drawn: Drawn, **other) -> Reckoning:
    asked = {"events": drawn.events, "limit": drawn.limit, "promised": drawn.promised, "on": drawn.on} | other
    return reckon(**asked)


def replay_equal(drawn: Drawn, chance: Random) -> None:
    events = [*drawn.events]
    chance.shuffle(events)
    assert answer(drawn, events=events) == answer(drawn)


def monotone(drawn: Drawn, chance: Random) -> None:
    """From one day to a later one neither days used nor days late fall, and what was accepted stays accepted."""
    first = min(event.on for event in drawn.events)
    before = None
    for on in sorted(first + timedelta(days=chance.randint(0, 120)) for _ in range(6)):
        now = answer(drawn, on=on)
        if before:
            assert (now.days_used, now.late_by) >= (before.days_used, before.late_by)
            assert now.days_used >= before.days_used and now.late_by >= before.late_by
            assert before.accepted_on in (None, now.accepted_on)
        before = now


def never_negative(drawn: Drawn, chance: Random) -> None:
    told = answer(drawn)
    assert min(told.days_used, told.days_left, told.late_by) >= 0


def tiled(drawn: Drawn, chance: Random) -> None:
    """Every day from receipt to the last in exactly one stretch, and as many count as are used."""
    told, first = answer(drawn), min(event.on for event in drawn.events)
    ends = [
        e.on for e in drawn.events if e.type in ("decided", "not_accepted", "withdrawn") and e.on <= drawn.on
    ]
    assert told.stretches[0].first == first
    assert told.stretches[-1].last == min(drawn.on, *ends) if ends else drawn.on == told.stretches[-1].last
    for one, following in zip(told.stretches, told.stretches[1:], strict=False):
        assert following.first == one.last + ONE
        assert (one.counts, one.why) != (following.counts, following.why)
    assert sum(stretch.length for stretch in told.stretches if stretch.counts) == told.days_used


def as_counted_naively(drawn: Drawn, chance: Random) -> None:
    told, other = answer(drawn), naive(drawn.events, drawn.limit, drawn.promised, drawn.on)
    for name in (
        "state",
        "accepted_on",
        "due_on",
        "promised_due_on",
        "days_used",
        "days_left",
        "late_by",
        "unsure_from",
    ):
        assert getattr(told, name) == getattr(other, name), name
    counted = [day for s in told.stretches if s.counts for day in days(s.first, s.last)]
    assert counted == other.counted


def pausing_never_shortens(drawn: Drawn, chance: Random) -> None:
    """One pause more, ended or not: neither day due comes earlier; nobody-knows is later than any day."""
    drawn = draw(chance, named=True)
    first = min(event.on for event in drawn.events)
    paused_on = first + timedelta(days=chance.randint(0, 40))
    more = [Event(EventType.PAUSED, paused_on, KEPT_BACK)]
    if chance.random() < 0.7:
        more.append(Event(EventType.RESUMED, paused_on + timedelta(days=chance.randint(0, 30)), KEPT_BACK))
    without, paused = answer(drawn), answer(drawn, events=drawn.events + more)
    assert (paused.due_on or LATER) >= (without.due_on or LATER)
    assert (paused.promised_due_on or LATER) >= (without.promised_due_on or LATER)
    assert paused.days_used <= without.days_used and paused.late_by <= without.late_by
    assert paused.accepted_on == without.accepted_on


def resuming_restores(drawn: Drawn, chance: Random) -> None:
    """Resumed on its own day a pause takes nothing; resumed later the rest of the limit runs in full."""
    drawn = draw(chance, named=True)
    paused_on = min(event.on for event in drawn.events) + timedelta(days=chance.randint(0, 40))
    at_once = [Event(EventType.PAUSED, paused_on, KEPT_BACK), Event(EventType.RESUMED, paused_on, KEPT_BACK)]
    assert answer(drawn, events=drawn.events + at_once) == answer(drawn)
    told = answer(drawn)
    if told.due_on and told.due_on >= drawn.on and not drawn.limit.roll and told.state == "running":
        happened = [event for event in drawn.events if event.on <= drawn.on]
        at_due = answer(drawn, events=happened, on=told.due_on)
        assert (at_due.days_used, at_due.days_left) == (told.days_used + told.days_left, 0)


PROPERTIES = (
    replay_equal,
    monotone,
    never_negative,
    tiled,
    as_counted_naively,
    pausing_never_shortens,
    resuming_restores,
)


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda holds: holds.__name__)
@settings(max_examples=30, deadline=None)
@given(chance=CHANCE)
def test_every_history_holds(holds, chance):
    holds(draw(chance), chance)


@pytest.mark.proof
def test_random_histories_hold_every_property_and_count_as_the_naive_clock_does(scaled, record_property):
    count, states, accepted = scaled(150, 10_000), Counter(), Counter()
    for number in range(count):
        chance = Random(number)
        drawn = draw(chance)
        for holds in PROPERTIES:
            try:
                holds(drawn, chance)
            except Exception as error:
                error.add_note(f"history {number}: {drawn}")
                raise
        states[answer(drawn).state.value] += 1
        accepted["unsure" if answer(drawn).unsure_from else "sure"] += 1
    record_property("histories", count)
    record_property("states", dict(states))
    assert len(states) == 7 and len(accepted) == 2


def test_the_naive_clock_knows_the_same_working_days_as_the_calendar():
    span = days(date(2023, 1, 1), date(LAST_YEAR, 12, 31))
    assert [day for day in span if works(day) != is_workday(day)] == []


def test_a_day_counted_twice_would_be_seen():
    """The comparison can fail: a limit one day longer is told apart."""
    drawn = Drawn(
        [Event(EventType.RECEIVED, FIRST), Event(EventType.ACCEPTED, FIRST)], Limit(20), None, FIRST
    )
    other = naive(drawn.events, Limit(21), None, FIRST)
    assert answer(drawn).due_on != other.due_on
