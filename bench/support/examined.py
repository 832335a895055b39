"""The folder examined by hand, before the questions are asked of it: written from the contract's table, plainly.

What is required is there, sets and ranges hold, no money is negative, no order is impossible, no key is repeated, no
reference leads nowhere. Check digits of credit codes and loops of departments are left out. A fault stops the run: to tell it by
file, row and column, as the program does, is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from qinqing.facts.checks import ORDERS
from qinqing.facts.schema import TABLES, Column, Table

FIRST_DAY, LAST_DAY = "1900-01-01", "2199-12-31"


def examine(connection: duckdb.DuckDBPyConnection, files: dict[str, Path]) -> None:
    """Every table of `files`, which lie as views under their names."""
    connection.execute("SET preserve_insertion_order = true")
    for name, file in files.items():
        table, present = TABLES[name], {*pq.read_schema(file).names}
        if table.key:
            refuse_repeated(connection, name, table.key)
        for query in queries(table, present, {*files}):
            if faults := counted(connection, query):
                raise SystemExit(f"{name}: {faults} faults by {query}")
    connection.execute("SET preserve_insertion_order = false")


def refuse_repeated(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> None:
    """Rows in order of their key cost a quarter of comparing all; only others are compared."""
    before = f"SELECT {key} AS key, lag({key}) OVER () AS before FROM {table}"
    out_of_order = f"SELECT count(*) - count(*) FILTER (WHERE key > before) FROM ({before})"
    repeated = f"SELECT count({key}) - count(DISTINCT {key}) FROM {table}"
    if counted(connection, out_of_order) > 1 and counted(connection, repeated):
        raise SystemExit(f"{table}: a key is repeated")


def counted(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    ((count,),) = connection.execute(query).fetchall()
    return int(count)


def queries(table: Table, present: set[str], tables: set[str]) -> Iterator[str]:
    columns = [column for column in table.columns if column.name in present]
    claims = [claim for column in columns for claim in faults_of(column)]
    claims += [f"{b} < {a}" for a, b in ORDERS if a in present and b in present]
    yield f"SELECT {' + '.join(f'count(*) FILTER (WHERE {claim})' for claim in claims)} FROM {table.name}"
    for column in columns:
        if column.references in tables:
            parent = TABLES[column.references]
            yield f"""SELECT count(*) FROM {table.name} AS c ANTI JOIN {parent.name} AS p
                      ON p.{parent.key} = c.{column.name} WHERE c.{column.name} IS NOT NULL"""


def faults_of(column: Column) -> Iterator[str]:
    name = column.name
    if not column.optional:
        yield f"{name} IS NULL"
    if column.choices:
        yield f"{name} NOT IN ({', '.join(repr(choice) for choice in column.choices)})"
    if column.type == "money":
        yield f"{name} < 0"
    if column.type == "share":
        yield f"NOT {name} BETWEEN 0 AND 1"
    if column.type == "grade":
        yield f"NOT {name} BETWEEN 1 AND 5"
    if column.type in ("date", "time"):
        until = f" AND {name} <> DATE '9999-12-31'" if name == "until" else ""
        yield f"NOT CAST({name} AS DATE) BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'{until}"
