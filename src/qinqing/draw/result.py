"""What a seed draws of a pool: per class the first `drawn`, the next `reserve` behind them, and a team for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qinqing.draw import texts
from qinqing.draw.inspectors import Teams
from qinqing.draw.pool import Pool
from qinqing.draw.seed import first
from qinqing.draw.sizes import Size

DRAWN, RESERVE = "drawn", "reserve"


class Place(NamedTuple):
    """One enterprise of the result; `rank` counts from 1 within its class, `team` names the leader first."""

    risk: str
    id: str
    rank: int
    state: str
    team: tuple[str, ...]

    @property
    def line(self) -> str:
        return texts.text_of(self._asdict())


def result_of(seed: bytes, pool: Pool, sizes: Iterable[Size], team: int) -> tuple[Place, ...]:
    """By class and rank; the same for the same seed, whoever reckons it."""
    teams = Teams(pool.inspectors, team)
    return tuple(place for size in sizes for place in _of_class(seed, pool, size, teams))


def _of_class(seed: bytes, pool: Pool, size: Size, teams: Teams) -> Iterable[Place]:
    chosen = first(seed, pool.eligible[size.risk], size.drawn + size.reserve)
    for rank, id in enumerate(chosen, 1):
        state = DRAWN if rank <= size.drawn else RESERVE
        yield Place(size.risk, id, rank, state, teams.drawn(seed, pool.enterprise(id)))


def root_of(lines: Sequence[str]) -> str:
    return texts.root(texts.RESULT, lines)


def place_of(line: str) -> Place:
    """The place of a line `result_of` made."""
    read = json.loads(line)
    return Place(**{**read, "team": tuple(read["team"])})


class Substitution(NamedTuple):
    """`out` is not visited, for the reason given, and `into` — the next in reserve of its class — is."""

    number: int
    out: str
    into: str
    reason: str

    @property
    def line(self) -> str:
        return texts.text_of(self._asdict())


def substitution_of(line: str) -> Substitution | None:
    entry = texts.entry_of(line)
    if entry is None or set(entry) != set(Substitution._fields):
        return None
    read = Substitution(**entry)
    return (
        read
        if type(read.number) is int and all(isinstance(text, str) and text for text in read[1:])
        else None
    )


def visited(places: Sequence[Place], substitutions: Sequence[Substitution]) -> tuple[Place, ...]:
    """Who is visited after all substitutions, in the order of the result."""
    out, into = {one.out for one in substitutions}, {one.into for one in substitutions}
    return tuple(
        place for place in places if place.id not in out and (place.state == DRAWN or place.id in into)
    )


def next_in_reserve(places: Sequence[Place], substitutions: Sequence[Substitution], out: str) -> Place | None:
    """Down the reserve of the same class, nobody skipped; None where `out` is not visited or the reserve is used up."""
    leaving = next((place for place in visited(places, substitutions) if place.id == out), None)
    used = {one.into for one in substitutions}
    waiting = (
        p for p in places if leaving and p.risk == leaving.risk and p.state == RESERVE and p.id not in used
    )
    return next(waiting, None)
