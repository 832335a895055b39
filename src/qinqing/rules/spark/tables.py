"""The folder's tables on Spark, as they stood on a day: the same views as DuckDB's, over the same files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import sqlglot

from qinqing.facts.as_of import calendar_table, select_as_of
from qinqing.facts.cells import quoted
from qinqing.facts.folder import FactFolder
from qinqing.facts.locked import locked_connection
from qinqing.facts.schema import Column
from qinqing.facts.source import Source, value_of
from qinqing.rules.compile import DIALECT
from qinqing.rules.spark.dialect import SPARK

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROWS_AT_ONCE = 65_536


def create_views(session: SparkSession, folder: FactFolder, on: date, room: Path) -> None:
    """A view per present table, and `calendar`. What Spark cannot read as it is gets a copy in `room`."""
    for source in folder.sources.values():
        path = source.path if reads(source) else copied(source, room)
        session.read.parquet(path.as_uri()).createOrReplaceTempView(stored(source))
        session.sql(view_as_of(source, on)).createOrReplaceTempView(source.table.name)
    calendar = room / "calendar.parquet"
    pq.write_table(calendar_table(), calendar)
    session.read.parquet(calendar.as_uri()).createOrReplaceTempView("calendar")


def stored(source: Source) -> str:
    return f"stored_{source.table.name}"


def view_as_of(source: Source, on: date) -> str:
    """DuckDB's own view, over columns of the contract's types."""
    plain = replace(
        source,
        scan=stored(source),
        values={c.name: typed_cell(c) for c in source.columns},
        corrected=set(),
    )
    return sqlglot.transpile(select_as_of(plain, on), read=DIALECT, write=SPARK, identify=True)[0]


def typed_cell(column: Column) -> str:
    """A time is stored as an instant; Spark's session has the county's time zone."""
    return f"CAST({quoted(column.name)} AS TIMESTAMP)" if column.type == "time" else quoted(column.name)


def reads(source: Source) -> bool:
    """Whether the file is Parquet with the contract's own types: then Spark reads it where it lies."""
    if not source.is_parquet or source.corrected or source.blanked:
        return False
    held = pq.read_schema(source.path)
    return all(
        c.name not in source.values or same_type(c, held.field(c.name).type) for c in source.table.columns
    )


def same_type(column: Column, held: pa.DataType) -> bool:
    if column.type == "time":
        return bool(pa.types.is_timestamp(held) and held.unit == "us")
    return bool(held.equals(column.arrow))


def copied(source: Source, room: Path) -> Path:
    path = room / f"{source.table.name}.parquet"
    schema = pa.schema([(c.name, c.arrow) for c in source.columns])
    chosen = ", ".join(f"{stored_again(source, c)} AS {quoted(c.name)}" for c in source.columns)
    with (
        locked_connection({source.table.name: source}) as connection,
        pq.ParquetWriter(path, schema) as writer,
    ):
        for batch in connection.sql(f"SELECT {chosen} FROM {source.scan}").to_arrow_reader(ROWS_AT_ONCE):
            writer.write_batch(batch.cast(schema))
    return path


def stored_again(source: Source, column: Column) -> str:
    """The value as rules see it, a time as an instant again."""
    value = value_of(source, column)
    return f"CAST({value} AS TIMESTAMPTZ)" if column.type == "time" else f"CAST({value} AS {column.sql})"
