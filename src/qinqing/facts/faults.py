"""Rows at fault in one table: found set by set in DuckDB, told row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import duckdb

from qinqing.facts import cells
from qinqing.facts.csv_text import ROW
from qinqing.facts.schema import Column
from qinqing.facts.shown import SHOWN_LENGTH, shorten
from qinqing.facts.source import Source, value_of
from qinqing.refusals import SHOWN_PROBLEMS, Problem, Say


class Fault(NamedTuple):
    row: int
    position: int  # of the column in the contract
    problem: Problem


@dataclass
class Faults:
    """The first faults, and how many there are in all."""

    first: list[Fault] = field(default_factory=list)
    total: int = 0

    def add(self, other: Faults) -> None:
        self.first += other.first
        self.total += other.total

    def problems(self) -> list[Problem]:
        return [fault.problem for fault in in_order(self.first)[:SHOWN_PROBLEMS]]


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.row, fault.position, fault.problem.says))


def collect(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    column: Column,
    query: str,
    says: Callable[[str], Say],
) -> Faults:
    """Faults from a query that yields the row number and the value shown, of which no more is fetched than is shown."""
    total = count(connection, query)
    first = f"""SELECT place, left(shown, {SHOWN_LENGTH + 1}) FROM ({query}) AS found(place, shown)
        ORDER BY place LIMIT {source.told}"""
    found = connection.sql(first).fetchall() if total else []
    return Faults([fault(source, column, row, says(shorten(shown))) for row, shown in found], total)


def count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return connection.sql(f"SELECT count(*) FROM ({query})").fetchall()[0][0]


def fault(source: Source, column: Column, row: int, says: Say) -> Fault:
    where = f"{source.shown}:{row}:{column.name}"
    return Fault(row, source.table.columns.index(column), Problem(where, says))


def repeated_keys(connection: duckdb.DuckDBPyConnection, source: Source) -> Faults:
    """The second and later rows with one key."""
    column = next((c for c in source.columns if c.is_key), None)
    if column is None:
        return Faults()
    key = value_of(source, column)
    if is_ascending(connection, source, key) or is_distinct(connection, source, key):
        return Faults()
    first = f"min({ROW}) OVER (PARTITION BY {key})"
    query = f"""SELECT {ROW}, first || ' ↔ ' || key FROM (
        SELECT {ROW}, {key} AS key, {first} AS first FROM {source.scan} WHERE {key} IS NOT NULL
    ) WHERE {ROW} > first"""
    return collect(connection, source, column, query, told_as_repeated)


def is_ascending(connection: duckdb.DuckDBPyConnection, source: Source, key: str) -> bool:
    """Whether each row's key lies above that of the row before, as most files have them: a quarter of the work of comparing all."""
    before = f"SELECT {key} AS key, lag({key}) OVER () AS before FROM {source.scan}"
    others = f"SELECT count(*) - count(*) FILTER (WHERE key > before) FROM ({before})"
    return bool(connection.execute(others).fetchall()[0][0] <= 1)


def is_distinct(connection: duckdb.DuckDBPyConnection, source: Source, key: str) -> bool:
    distinct = f"SELECT count({key}) - count(DISTINCT {key}) FROM {source.scan}"
    return connection.execute(distinct).fetchall() == [(0,)]


def told_as_repeated(shown: str) -> Say:
    """The row comes before the key, which may be cut."""
    first, _, key = shown.partition(" ↔ ")
    return Say(f"主键重复：“{key}”已在第 {first} 行", f"repeated key: {key!r} already stands in row {first}")


def orphans(connection: duckdb.DuckDBPyConnection, source: Source, sources: dict[str, Source]) -> Faults:
    """References to rows that do not exist; a table that is absent altogether is told once per column."""
    found = Faults()
    for column in source.columns:
        if column.references:
            found.add(orphans_in(connection, source, column, sources.get(column.references)))
    return found


def orphans_in(
    connection: duckdb.DuckDBPyConnection, source: Source, column: Column, parent: Source | None
) -> Faults:
    if parent is None:
        return absent_parent(connection, source, column)
    key = next((c for c in parent.columns if c.is_key), None)
    if parent.scan is None or key is None:
        return Faults()  # the parent's own file is already refused
    x = value_of(source, column)
    query = f"""SELECT {ROW}, x FROM (SELECT {ROW}, {x} AS x FROM {source.scan}) AS child
        ANTI JOIN (SELECT {value_of(parent, key)} AS x FROM {parent.scan}) AS parent USING (x)
        WHERE x IS NOT NULL"""

    def says(value: str) -> Say:
        return Say(f"{column.references} 中没有“{value}”", f"{value!r} is not in {column.references}")

    return collect(connection, source, column, query, says)


def absent_parent(connection: duckdb.DuckDBPyConnection, source: Source, column: Column) -> Faults:
    x = cells.quoted(column.name)
    if not count(connection, f"SELECT 1 FROM {source.scan} WHERE {x} IS NOT NULL LIMIT 1"):
        return Faults()
    says = Say(
        f"引用 {column.references}，但文件夹中没有这张表",
        f"refers to {column.references}, a table the folder does not have",
    )
    first = Fault(0, source.table.columns.index(column), Problem(f"{source.shown}::{column.name}", says))
    return Faults([first], 1)


def loops(connection: duckdb.DuckDBPyConnection, source: Source) -> Faults:
    """Departments that are above or after themselves: parents and successors must come to an end."""
    found = Faults()
    if source.table.name != "departments" or "department_id" not in source.values:
        return found
    for name in ("parent_id", "successor_id"):
        if name in source.values:
            query = f"SELECT {ROW}, department_id, {name} FROM {source.scan} ORDER BY {ROW}"
            told = loops_along(source, source.table.by_name[name], connection.sql(query).fetchall())
            found.add(Faults(told, len(told)))
    return found


def loops_along(source: Source, column: Column, rows: Iterable[tuple[int, str, str | None]]) -> list[Fault]:
    """One fault per loop, at its first row."""
    above: dict[str, tuple[int, str | None]] = {}
    for row, one, other in rows:
        above.setdefault(one, (row, other))
    settled: set[str | None] = {None}
    found = []
    for start, (row, _) in above.items():
        path: list[str] = []
        here: str | None = start
        while here in above and here not in settled and here not in path:
            path.append(here)
            here = above[here][1]
        if here in path:
            loop = shorten(" → ".join([*path[path.index(here) :], here]))
            told = Say(f"部门形成循环：{loop}", f"departments form a loop: {loop}")
            found.append(fault(source, column, row, told))
        settled.update(path)
    return found
