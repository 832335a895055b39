"""Pauses as the days on which the clock stands. Several may be open at once: it stands while any is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from qinqing.clock.days import ONE_DAY


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands on the days after `paused_on`, up to and with `resumed_on` (None: nobody resumed it yet)."""

    ground: str
    paused_on: date
    resumed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """Days on which the clock stands for the same grounds; `last` None: without an end so far."""

    first: date
    last: date | None
    grounds: tuple[str, ...]


def stands(pauses: Iterable[Pause]) -> tuple[Stand, ...]:
    """In order of time, without overlaps."""
    turns = sorted(turn for pause in pauses for turn in _turns(pause))
    open_now: Counter[str] = Counter()
    found: list[Stand] = []
    since: date | None = None
    for day, together in groupby(turns, key=lambda turn: turn[0]):
        if since is not None and open_now.total():
            found.append(Stand(since, day - ONE_DAY, _open(open_now)))
        for _, ground, by in together:
            open_now[ground] += by
        since = day
    if since is not None and open_now.total():
        found.append(Stand(since, None, _open(open_now)))
    return tuple(found)


def _turns(pause: Pause) -> Iterator[tuple[date, str, int]]:
    """(first day of the change, ground, +1 or −1); resumed on its own day, a pause takes nothing."""
    if pause.resumed_on is None or pause.resumed_on > pause.paused_on:
        yield pause.paused_on + ONE_DAY, pause.ground, 1
        if pause.resumed_on is not None:
            yield pause.resumed_on + ONE_DAY, pause.ground, -1


def _open(open_now: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(ground for ground, n in open_now.items() if n))
