"""Cells as a pattern rule's query yields them, read pool by pool so that memory does not grow with the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from qinqing.rules.patterns.found import Floats, Ints

BATCH = 100_000
# `own`: of the unit · `like`: what it is compared with · `all`: of the whole pool (unit is null), like cases are
# those without the unit's own · `untold`, of all cells of a unit: one of the family with too few hits ever to be
# found; its p is 1, and its cells are read by nobody
SIDES = ("own", "like", "all")
OWN, LIKE, ALL = range(len(SIDES))
# Columns a query may leave out (those of persons and firms besides).
SOMETIMES = ("comparison", "days", "amount", "missing")
# Their order makes sums, and with them every byte of the result, the same whatever engine counted.
ORDER = ("pool", "unit", "comparison", "stratum", "value", "side")


@dataclass(frozen=True)
class Cells:
    """Cells of one pool: those of the whole pool first, then unit by unit, sorted by ORDER."""

    table: pa.Table

    @cached_property
    def read(self) -> dict[tuple[str, str], Any]:
        """Columns as arrays, once asked for: a pool is asked for the same ones again for every unit."""
        return {}

    def once(self, how: str, name: str, make: Callable[[pa.ChunkedArray], Any]) -> Any:
        if (how, name) not in self.read:
            self.read[how, name] = make(self.table[name])
        return self.read[how, name]

    @cached_property
    def units(self) -> list[tuple[str | None, int, int]]:
        """Unit, first cell, last cell + 1."""
        names, coded = self.coded("unit")
        starts = [0, *(np.flatnonzero(np.diff(coded)) + 1).tolist(), len(coded)]
        return [(names[coded[start]], start, end) for start, end in pairwise(starts)]

    def coded(self, name: str) -> tuple[list[str | None], Ints]:
        """The distinct texts of a column and the number of each cell's."""
        coded: tuple[list[str | None], Ints] = self.once("coded", name, distinct_texts)
        return coded

    def figures(self, name: str) -> Floats:
        """A column of numbers, NaN where there is none."""
        figures: Floats = self.once("figures", name, numbers)
        return figures

    def first(self, name: str, cells: slice) -> str | None:
        """The first text there is in these cells."""
        names, coded = self.coded(name)
        return next((names[n] for n in coded[cells] if names[n] is not None), None)

    def least(self, name: str, cells: slice) -> str | None:
        names, coded = self.coded(name)
        there = (names[n] for n in np.unique(coded[cells]))
        return min((text for text in there if text is not None), default=None)

    def latest(self, name: str, cells: slice, chosen: NDArray[np.bool_]) -> date:
        """The latest day of the chosen ones among these cells; of all, where none is chosen."""
        days: NDArray[np.datetime64] = self.once("days", name, lambda column: column.to_numpy())[cells]
        latest: date = (days[chosen[cells]] if chosen[cells].any() else days).max().item()
        return latest

    @cached_property
    def side(self) -> Ints:
        names, coded = self.coded("side")
        return np.array([SIDES.index(str(name)) for name in names])[coded]

    def of(self, name: str) -> NDArray[np.bool_]:
        """Which cells belong to a comparison and can be counted."""
        counted = np.isfinite(self.figures("value"))
        names, coded = self.coded("comparison")
        return counted if names == [None] else counted & (coded == index_of(names, name))


def distinct_texts(column: pa.ChunkedArray) -> tuple[list[str | None], Ints]:
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def numbers(column: pa.ChunkedArray) -> Floats:
    return np.asarray(column.cast(pa.float64()).fill_null(np.nan).to_numpy(), dtype=np.float64)


def index_of(names: list[str | None], name: str) -> int:
    return names.index(name) if name in names else -1


def pools(connection: duckdb.DuckDBPyConnection, query: str, outputs: list[str]) -> Iterator[Cells]:
    """Pool by pool what `query` yields; `outputs` are its columns."""
    names = ", ".join(f'"{name}"' for name in outputs)
    absent = "".join(f", NULL AS {name}" for name in SOMETIMES if name not in outputs)
    order = ", ".join(f"{name} NULLS FIRST" for name in ORDER if name in outputs)
    ordered = f"SELECT {names}{absent} FROM ({query}) AS cells ORDER BY {order}"
    reader = connection.sql(ordered).to_arrow_reader(BATCH)
    rest: pa.Table | None = None
    for batch in reader:
        table = pa.Table.from_batches([batch])
        rest = table if rest is None else pa.concat_tables([rest, table])
        starts = starts_of(rest["pool"])
        for start, end in pairwise(starts):
            yield Cells(rest.slice(start, end - start))
        rest = rest.slice(starts[-1])
    if rest is not None:
        yield Cells(rest)


def starts_of(pools: pa.ChunkedArray) -> list[int]:
    """Where each pool begins, the last one included."""
    numbers = pools.combine_chunks().dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist()]
