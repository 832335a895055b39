"""Cells read batch by batch, each of whole pools, so that memory does not grow with the folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from qinqing.rules.patterns.cells import Cells

BATCH = 100_000
# Columns a query may leave out (those of persons and firms besides).
SOMETIMES = ("comparison", "days", "amount", "missing")
# Their order makes sums, and with them every byte of the result, the same whatever engine counted.
ORDER = ("pool", "unit", "comparison", "stratum", "value", "side")
FIGURES = (*ORDER, "cases", "days", "amount", "on", "missing")
COUNTED = ("value", "cases", "days", "amount", "on")
POOLS = "pools_shown"


@dataclass(frozen=True, slots=True)
class Counted:
    """The cells that `query` yields; `outputs` are its columns."""

    connection: duckdb.DuckDBPyConnection
    query: str
    outputs: list[str]

    def figures(self) -> Iterator[Cells]:
        """What verdicts hang on: to sort texts that go with every cell costs as much again."""
        return self._read(self.query, [name for name in FIGURES if name in self.outputs])

    def of_pools(self, pools: Collection[str | None]) -> Iterator[Cells]:
        """All columns of the cells of some pools."""
        self.connection.register(
            POOLS, pa.table({"pool": pa.array(sorted(filter(None, pools)), pa.string())})
        )
        nameless = " OR pool IS NULL" if None in pools else ""
        query = f"SELECT * FROM ({self.query}) AS cells WHERE pool IN (SELECT pool FROM {POOLS}){nameless}"
        yield from self._read(query, self.outputs)
        self.connection.unregister(POOLS)

    def _read(self, query: str, columns: Iterable[str]) -> Iterator[Cells]:
        names = ", ".join(map(read_as, columns))
        absent = "".join(f", NULL AS {name}" for name in SOMETIMES if name not in self.outputs)
        order = ", ".join(f"cells.{name} NULLS FIRST" for name in ORDER if name in self.outputs)
        ordered = f"SELECT {names}{absent} FROM ({query}) AS cells ORDER BY {order}"
        return whole_pools(self.connection.sql(ordered).to_arrow_reader(BATCH))


def read_as(name: str) -> str:
    """Texts may lie as numbers in their order: what sorts them fast, and is read as texts."""
    return f'cells."{name}"' if name in COUNTED else f'CAST(cells."{name}" AS VARCHAR) AS "{name}"'


def whole_pools(batches: Iterable[pa.RecordBatch]) -> Iterator[Cells]:
    rest: pa.Table | None = None
    for batch in batches:
        table = pa.Table.from_batches([batch])
        rest = table if rest is None else pa.concat_tables([rest, table])
        last = start_of_last(rest["pool"])
        if last:
            yield Cells(rest.slice(0, last))
        rest = rest.slice(last)
    if rest:
        yield Cells(rest)


def start_of_last(pools: pa.ChunkedArray) -> int:
    """Where the last pool begins, which may go on in the next batch."""
    coded = pools.combine_chunks().dictionary_encode(null_encoding="encode").indices.to_numpy()
    others = np.flatnonzero(coded != coded[-1:])
    return int(others[-1]) + 1 if len(others) else 0
