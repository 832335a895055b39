"""Cells held as running sums are the cells counted from nothing, whatever came and went."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
import pytest

from qinqing.rules.patterns import running as running_module
from qinqing.rules.patterns.reading import ORDER
from qinqing.rules.patterns.running import Running, TooManyKinds

SHAPE = pa.schema(
    [
        *((name, pa.string()) for name in ("department_id", "pool", "unit", "comparison", "stratum", "side")),
        *(("value", pa.float64()), ("missing", pa.string()), ("cases", pa.int64()), ("on", pa.date32())),
    ]
)


@dataclass(frozen=True)
class Case:
    number: int
    department: str
    kind: str
    stratum: str
    side: str
    value: float | None
    day: date


def drawn(number: int, chance: random.Random) -> Case:
    return Case(
        number,
        chance.choice("AB"),
        chance.choice("xy"),
        chance.choice(["", "2024", f"new {number}"]),
        chance.choice(["own", "like", "all"]),
        chance.choice([0.0, 1.0, 7.5, None]),
        date(2024, 1, 1) + timedelta(chance.randrange(40)),
    )


def cells_of(cases: Sequence[Case]) -> pa.Table:
    counted: dict[tuple[object, ...], tuple[int, date]] = {}
    for case in cases:
        pool = f"{case.department}/{case.kind}"
        unit = None if case.side == "all" else pool
        missing = "calendar:2030" if case.value is None else None
        key = (case.department, pool, unit, None, case.stratum, case.side, case.value, missing)
        cases_so_far, latest = counted.get(key, (0, case.day))
        counted[key] = cases_so_far + 1, max(latest, case.day)
    rows = [[*key, *figures] for key, figures in counted.items()]
    return pa.Table.from_pylist([dict(zip(SHAPE.names, row, strict=True)) for row in rows], SHAPE)


def changed(running: Running, out: Sequence[Case], into: Sequence[Case], now: Sequence[Case]) -> Running:
    held, anew = running.changed(cells_of(out), cells_of(into))
    return held.counted_anew(anew, cells_of([case for case in now if case.department in anew]))


def told(running: Running) -> tuple[list[object], list[object]]:
    """The cells in order, and of each unit its latest day."""
    cells = running.cells
    columns = [cells.table[name].to_pylist() for name in (*ORDER, "missing", "cases")]
    named = zip(cells.names, cells.latest, strict=True) if len(cells.unit) else ()
    return [*zip(*columns, strict=True)], [(name, day) for name, day in named if name]


@pytest.mark.parametrize("seed", range(30))
def test_they_are_as_if_counted_from_nothing(seed: int) -> None:
    chance = random.Random(seed)
    now = [drawn(n, chance) for n in range(chance.randrange(40))]
    running = Running.of(cells_of(now))
    for turn in range(1, 8):
        out = chance.sample(now, min(len(now), chance.randrange(6)))
        into = [drawn(100 * turn + n, chance) for n in range(chance.randrange(6))]
        now = [case for case in now if case not in out] + into
        running = changed(running, out, into, now)
        assert told(running) == told(Running.of(cells_of(now)))


def test_where_the_case_with_the_latest_day_goes_its_department_is_counted_anew() -> None:
    early, late = (Case(n, "A", "x", "", "own", 1.0, date(2024, 1, n)) for n in (1, 2))
    running = Running.of(cells_of([early, late]))
    assert running.changed(cells_of([late]), cells_of([]))[1] == {"A"}
    assert running.changed(cells_of([early]), cells_of([]))[1] == set()
    assert running.changed(cells_of([late]), cells_of([late]))[1] == set()


def test_too_many_kinds_to_number_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running_module, "MOST", 10)
    with pytest.raises(TooManyKinds):
        Running.of(cells_of([Case(n, "A", "x", str(n), "own", 1.0, date(2024, 1, 1)) for n in range(20)]))
