"""Facts for tests, given by what matters: a case names a few cells, the rest is filled with ordinary ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from qinqing.facts.as_of import calendar_table
from qinqing.facts.schema import TABLES, Column, Table
from qinqing.rules.compile import SUPPLIED
from qinqing.rules.supplying import supply

ORDINARY: dict[str, Any] = {
    "string": "平常",
    "int": 1,
    "grade": 3,
    "money": Decimal("1.00"),
    "double": 1.0,
    "share": 0.5,
    "bool": False,
    "date": date(2025, 1, 1),
    "time": datetime.fromisoformat("2025-01-01 09:00"),
}
TIMES, NUMBER = "times", "*"
ARROW = {"time": pa.timestamp("us")}
Given = Mapping[str, list[Mapping[str, Any]]]


@dataclass
class Facts:
    """Tables in memory that answer like a fact folder: the rule's own, empty where nothing is given."""

    rows: dict[str, list[dict[str, Any]]]
    custody: str = "organ"
    absent_columns: set[str] = field(default_factory=set)
    supplied: frozenset[str] = frozenset(SUPPLIED)
    added: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, Path]:
        return {name: Path(name) for name in self.rows}

    @property
    def latest_event(self) -> date:
        return date(2025, 12, 31)

    def missing_columns(self, table: str) -> set[str]:
        return {name.partition(".")[2] for name in self.absent_columns if name.startswith(f"{table}.")}

    def connect(self, on: date) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(config={"threads": 1})
        connection.register("calendar days", calendar_table())
        connection.execute('CREATE TABLE calendar AS FROM "calendar days"')
        for name in self.supplied:
            supply(connection, name, [tuple(row.values()) for row in self.added.get(name, [])])
        for name, rows in self.rows.items():
            seen = [as_of(TABLES[name], row, on) for row in rows if exists(TABLES[name], row, on)]
            connection.register(f"{name} rows", as_arrow(TABLES[name], seen))
            connection.execute(f'CREATE TABLE {name} AS SELECT * FROM "{name} rows"')
        return connection

    def beside(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        return connection.cursor()


def facts(given: Given, tables: list[str], **how: Any) -> Facts:
    """`given` rows and whatever they refer to, in every one of `tables`."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in tables}
    added = {name: [*partial] for name, partial in given.items() if name in SUPPLIED}
    for name, partial in given.items():
        if name in SUPPLIED:
            continue
        every = [row for row in partial for row in repeated(TABLES[name], row)]
        rows[name] = [filled(TABLES[name], row, number) for number, row in enumerate(every, 1)]
    for name in [*rows]:
        add_referenced(rows, name)
    return Facts(rows, added=added, **how)


def repeated(table: Table, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """`times: 30` stands for as many rows alike; their keys are numbered A-1, A-2 …, and `*` is the number."""
    if TIMES not in row:
        return [row]
    one = {name: cell for name, cell in row.items() if name != TIMES}
    if table.key in one and NUMBER not in one[table.key]:
        one[table.key] += f"-{NUMBER}"
    return [{name: numbered(cell, n) for name, cell in one.items()} for n in range(1, row[TIMES] + 1)]


def numbered(cell: Any, n: int) -> Any:
    return cell.replace(NUMBER, str(n)) if isinstance(cell, str) else cell


def filled(table: Table, row: Mapping[str, Any], number: int) -> dict[str, Any]:
    unknown = {*row} - {*table.by_name}
    assert not unknown, f"{table.name} has no {unknown}"
    return {c.name: typed(c, row[c.name]) if c.name in row else ordinary(c, number) for c in table.columns}


def ordinary(column: Column, number: int) -> Any:
    if column.optional:
        return None
    if column.is_key:
        return f"{column.name}-{number}"
    if column.references:
        return f"{column.references}-0"
    return column.choices[0] if column.choices else ORDINARY[column.type]


def typed(column: Column, value: Any) -> Any:
    if column.type == "money" and value is not None:
        return Decimal(str(value)).quantize(Decimal("0.01"))
    if column.type == "time" and isinstance(value, str):
        return datetime.fromisoformat(value)
    return value


def add_referenced(rows: dict[str, list[dict[str, Any]]], name: str) -> None:
    """What a row refers to exists, and so on to the end."""
    for column in TABLES[name].columns:
        if not column.references:
            continue
        target = TABLES[column.references]
        there = rows.setdefault(target.name, [])
        known = {row[target.key] for row in there}
        wanted = {row[column.name] for row in rows[name]} - known - {None}
        there += [filled(target, {target.key: key}, 0) for key in sorted(wanted)]
        if wanted:
            add_referenced(rows, target.name)


def exists(table: Table, row: Mapping[str, Any], on: date) -> bool:
    return not table.events or row[table.events[0]] is None or day(row[table.events[0]]) <= on


def as_of(table: Table, row: Mapping[str, Any], on: date) -> dict[str, Any]:
    later = {name for name in table.events[1:] if row[name] is not None and day(row[name]) > on}
    return {name: None if name in later else value for name, value in row.items()}


def day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def as_arrow(table: Table, rows: list[dict[str, Any]]) -> pa.Table:
    kinds = {c.name: ARROW.get(c.type, c.arrow) for c in table.columns}
    return pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()})
