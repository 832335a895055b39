"""Cells as a pattern rule's query yields them, read pool by pool so that memory does not grow with the folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from qinqing.rules.patterns.found import Floats, Ints

BATCH = 100_000
# `own`: of the unit · `like`: what it is compared with · `all`: of the whole pool (unit is null), like cases are
# those without the unit's own · `untold`: a unit of the family with too few hits ever to be found: p is 1
SIDES = ("own", "like", "all", "untold")
OWN, LIKE, ALL, UNTOLD = range(len(SIDES))
# Columns a query may leave out (those of persons and firms besides).
SOMETIMES = ("comparison", "days", "amount", "missing")
# Their order makes sums, and with them every byte of the result, the same whatever engine counted.
ORDER = ("pool", "unit", "comparison", "stratum", "value", "side")


@dataclass(frozen=True)
class Cells:
    """Cells of one pool: those of the whole pool first, then unit by unit, sorted by ORDER."""

    table: pa.Table

    @cached_property
    def units(self) -> list[tuple[str | None, int, int]]:
        """Unit, first cell, last cell + 1."""
        names, numbers = self.coded("unit")
        starts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(numbers)]
        return [(names[numbers[start]], start, end) for start, end in pairwise(starts)]

    def coded(self, name: str) -> tuple[list[str | None], Ints]:
        """The distinct texts of a column and the number of each cell's."""
        encoded = self.table[name].combine_chunks().dictionary_encode(null_encoding="encode")
        return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)

    def figures(self, name: str) -> Floats:
        """A column of numbers, NaN where there is none."""
        return np.asarray(self.table[name].cast(pa.float64()).fill_null(np.nan).to_numpy(), dtype=np.float64)

    @cached_property
    def side(self) -> Ints:
        names, numbers = self.coded("side")
        return np.array([SIDES.index(str(name)) for name in names])[numbers]

    def of(self, name: str) -> NDArray[np.bool_]:
        """Which cells belong to a comparison and can be counted."""
        counted = np.isfinite(self.figures("value"))
        names, numbers = self.coded("comparison")
        return counted if names == [None] else counted & (numbers == index_of(names, name))


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
