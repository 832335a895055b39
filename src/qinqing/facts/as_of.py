"""The folder as it stood on a day: rows not yet there are hidden, later events read as null."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import duckdb
import pyarrow as pa

from qinqing.facts import cells
from qinqing.facts.locked import locked_connection
from qinqing.facts.schema import Column
from qinqing.facts.source import Source, value_of


def connection_as_of(sources: dict[str, Source], on: date) -> duckdb.DuckDBPyConnection:
    """Views in the contract's columns and types; times are wall time in Asia/Shanghai."""

    def prepare(connection: duckdb.DuckDBPyConnection) -> None:
        for source in sources.values():
            connection.execute(view_as_of(source, on))
        connection.register("calendar days", calendar_table())
        connection.execute('CREATE TABLE calendar AS SELECT * FROM "calendar days"')

    return locked_connection(sources, prepare)


def view_as_of(source: Source, on: date) -> str:
    return f"CREATE VIEW {source.table.name} AS {select_as_of(source, on)}"


def select_as_of(source: Source, on: date) -> str:
    """The source's rows that exist on a day, in the contract's columns and types."""
    columns = ", ".join(
        f"{column_as_of(source, c, on)} AS {cells.quoted(c.name)}" for c in source.table.columns
    )
    return f"SELECT {columns} FROM {source.scan} WHERE {exists(source, on)}"


def column_as_of(source: Source, column: Column, on: date) -> str:
    if column.name not in source.values:
        return f"CAST(NULL AS {column.sql})"
    value = value_of(source, column)
    later_event = column.is_event and column.name != source.table.events[0]
    if later_event and not all_happened(source, on):
        value = f"CASE WHEN {happened(value, on)} THEN {value} END"
    return f"CAST({value} AS {column.sql})"


def exists(source: Source, on: date) -> str:
    """A row is there from the day of its first event; one whose first event is null is there always."""
    first = next((c for c in source.columns if c.name in source.table.events[:1]), None)
    if first is None or all_happened(source, on):
        return "true"
    value = value_of(source, first)
    return f"({value} IS NULL OR {happened(value, on)})"


def all_happened(source: Source, on: date) -> bool:
    """Whether no event of the source lies after the day: then none of its millions is asked."""
    return source.latest_event is not None and source.latest_event <= on


def happened(value: str, on: date) -> str:
    return f"CAST({value} AS DATE) <= DATE '{on.isoformat()}'"


@lru_cache(maxsize=1)
def calendar_table() -> pa.Table:
    """`calendar(day, is_workday, workday_no)`: covered years only."""
    from qinqing.law.calendar import calendar_rows

    days, workdays, numbers = zip(*calendar_rows(), strict=True)
    columns = {
        "day": (days, pa.date32()),
        "is_workday": (workdays, pa.bool_()),
        "workday_no": (numbers, pa.int64()),
    }
    return pa.table({name: pa.array(values, kind) for name, (values, kind) in columns.items()})
