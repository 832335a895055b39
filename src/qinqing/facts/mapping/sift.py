"""Sift gathered rows by the contract's own checks: what a folder is refused for is set aside row by row."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Self

import duckdb
import pyarrow as pa

from qinqing.facts import cells
from qinqing.facts.csv_text import ROW
from qinqing.facts.examine import faults_in_cells
from qinqing.facts.faults import Fault, in_order, loops, orphans, repeated_keys
from qinqing.facts.locked import locked_connection
from qinqing.facts.mapping.gather import Gathered, Gathering, Reject
from qinqing.facts.schema import TABLES, TIME_ZONE
from qinqing.facts.source import Source, hold_text, register, value_of
from qinqing.refusals import Problem, Refused, Say


class Sieve:
    """Fact tables as text in DuckDB, growing smaller until every row fits; `merged` counts rows kept once."""

    def __init__(self, gathering: Gathering):
        self.gathering = gathering
        self.merged: Counter[str] = Counter()
        made = gathering.tables
        self.sources = {name: text_source(made[name]) for name in TABLES if name in made}
        self.connection: duckdb.DuckDBPyConnection = locked_connection(self.sources)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def run(self) -> dict[str, pa.Table]:
        """The tables that fit, with the contract's types."""
        self.set_aside_whole_rows()
        for source in self.sources.values():
            self.keep_first(source)
            self.set_aside(source, loops(self.connection, source).first)
        orphaned = True
        while orphaned:  # a row set aside may leave others without what they refer to
            orphaned = max(map(self.set_aside_orphans, self.sources.values()), default=False)
        return {name: self.typed(source) for name, source in self.sources.items()}

    def set_aside_whole_rows(self) -> None:
        """A source's row with a cell that does not fit is no row of any table."""
        unfit: set[tuple[str, int]] = set()
        for name, source in self.sources.items():
            faults = faults_in_cells(self.connection, source).first
            self.set_aside(source, faults)
            origins = self.gathering.tables[name].origins
            unfit |= {origins[fault.row][:2] for fault in faults}
        for name, source in self.sources.items():
            origins = self.gathering.tables[name].origins
            self.remove(source, {row for row, origin in enumerate(origins) if origin[:2] in unfit})

    def set_aside(self, source: Source, faults: list[Fault]) -> bool:
        gathered = self.gathering.tables[source.table.name]
        for fault in in_order(faults):
            self.reject(gathered, fault)
        self.remove(source, {fault.row for fault in faults})
        return bool(faults)

    def reject(self, gathered: Gathered, fault: Fault) -> None:
        """A row written in the mapping itself is the mapping's fault."""
        origin = gathered.origins[fault.row]
        column = gathered.table.columns[fault.position].name
        if not origin.source:
            where = f"rows.{gathered.table.name}[{origin.row}].{column}"
            says = Say("映射中写的行不合约定", "a row written in the mapping does not fit the contract")
            raise Refused("facts.mapping", says, [Problem(where, fault.problem.says)])
        reject = Reject(origin.row, gathered.table.name, column, fault.problem.says)
        self.gathering.reject(origin.source, reject)

    def keep_first(self, source: Source) -> None:
        """Of rows with one key the first stays; the others merge into it where the mapping says `once`."""
        origins = self.gathering.tables[source.table.name].origins
        repeated = repeated_keys(self.connection, source).first
        again = [fault for fault in repeated if origins[fault.row].once]
        self.merged[source.table.name] += len(again)
        self.remove(source, {fault.row for fault in again})
        self.set_aside(source, [fault for fault in repeated if not origins[fault.row].once])

    def set_aside_orphans(self, source: Source) -> bool:
        return self.set_aside(source, orphans(self.connection, source, self.sources).first)

    def remove(self, source: Source, rows: set[int]) -> None:
        if rows and source.text is not None:
            kept = [row not in rows for row in source.text.column(ROW).to_pylist()]
            source.text = source.text.filter(pa.array(kept, pa.bool_()))
            register(self.connection, source)

    def typed(self, source: Source) -> pa.Table:
        chosen = ", ".join(f"{self.stored(source, c.name)} AS {cells.quoted(c.name)}" for c in source.columns)
        return self.connection.sql(f"SELECT {chosen} FROM {source.scan}").to_arrow_table()

    def stored(self, source: Source, name: str) -> str:
        column = source.table.by_name[name]
        value = value_of(source, column)
        return f"({value}) AT TIME ZONE '{TIME_ZONE}'" if column.type == "time" else value


def text_source(gathered: Gathered) -> Source:
    source = Source(gathered.table, Path(f"{gathered.table.name}.csv"), gathered.table.name)
    source.told = max(len(gathered.origins), 1)
    hold_text(source, gathered.as_text())
    return source
