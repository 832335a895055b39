"""Rows are found by what they agree in as if each were looked at, whatever changed before."""

from __future__ import annotations

import random
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pytest

from qinqing.rules import kept as kept_module
from qinqing.rules.kept import Kept
from qinqing.rules.marks import marks_of

Row: TypeAlias = dict[str, Any]
SHAPE = pa.schema([("key", pa.string()), ("name", pa.string()), ("number", pa.int64())])
NAMES = ["甲", "乙", None, "", "a", "aaaaaaaa", "aaaaaaaab", "统一社会信用代码九一三三"]
WAYS = [("key",), ("name",), ("name", "number"), ("number",)]


def table(rows: list[Row]) -> pa.Table:
    return pa.Table.from_pylist(rows, SHAPE)


def drawn(key: str, chance: random.Random) -> Row:
    return {"key": key, "name": chance.choice(NAMES), "number": chance.choice([0, 1, None])}


def changed(kept: Kept, truth: dict[str, Row], chance: random.Random) -> Kept:
    new = {f"k{chance.randrange(60)}": Row() for _ in range(chance.randrange(4))}
    new = {key: drawn(key, chance) for key in new}
    gone = {*chance.sample(sorted(truth), min(len(truth), 2))} | new.keys()
    old = [truth.pop(key) for key in sorted(gone & truth.keys())]
    truth |= new
    return kept.changed(("key",), table(old), table([*new.values()]))


def found(kept: Kept, columns: tuple[str, ...], asked: list[Row]) -> list[Row]:
    rows = kept.find((columns, table(asked).select([*columns]))).to_pylist()
    return sorted(rows, key=lambda row: str(row["key"]))


def looked_at(truth: dict[str, Row], columns: tuple[str, ...], asked: list[Row]) -> list[Row]:
    alike = {tuple(row[name] for name in columns) for row in asked}
    rows = [row for row in truth.values() if tuple(row[name] for name in columns) in alike]
    return sorted(rows, key=lambda row: str(row["key"]))


@pytest.mark.parametrize("seed", range(20))
def test_rows_that_agree_are_found_after_any_changes(seed: int) -> None:
    chance = random.Random(seed)
    truth = {key: drawn(key, chance) for key in (f"k{n}" for n in range(chance.randrange(1, 50)))}
    kept = Kept.of(table([*truth.values()]))
    for _ in range(6):
        kept = changed(kept, truth, chance)
        asked = [chance.choice([*truth.values(), drawn("none", chance)]) for _ in range(3)]
        for columns in WAYS:
            assert found(kept, columns, asked) == looked_at(truth, columns, asked)


def test_rows_with_the_same_mark_are_not_taken_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "marks_of", lambda columns: np.zeros(len(columns[0]), dtype=np.uint64))
    rows = [{"key": f"k{n}", "name": NAMES[n % 5], "number": n % 3} for n in range(30)]
    kept = Kept.of(table(rows))
    for columns in WAYS:
        assert found(kept, columns, rows[:2]) == looked_at({r["key"]: r for r in rows}, columns, rows[:2])


def test_whoever_holds_the_rows_has_them_as_they_were() -> None:
    rows = [{"key": f"k{n}", "name": "甲", "number": n} for n in range(30)]
    before = Kept.of(table(rows))
    before.changed(("key",), table(rows[:20]), table([]))
    assert found(before, ("name",), rows[:1]) == sorted(rows, key=lambda row: row["key"])


def test_a_text_has_one_mark_whatever_stands_beside_it() -> None:
    alone, among = (
        pa.chunked_array([["甲"]]),
        pa.chunked_array([["long enough for several words", "甲", None]]),
    )
    assert marks_of([alone])[0] == marks_of([among])[1]
    assert marks_of([among.slice(1)])[0] == marks_of([alone])[0]
