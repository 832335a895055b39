"""Texts of few kinds kept as numbers in a table of the engine's: to group by them takes half the time.

They stand in the order of the texts, and whoever reads the table reads texts. Where a text of a new kind comes, its column
holds plain texts again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from qinqing.facts.cells import literal, quoted

FEW = 5000
# Column → the texts there are.
Kinds: TypeAlias = Mapping[str, pa.Array]


def number_kinds(connection: duckdb.DuckDBPyConnection, table: str) -> Kinds:
    """Of every column of texts of few kinds; `table` as SQL names it."""
    columns = connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
    texts = [field.name for field in columns if field.type == pa.string()]
    kinds = {name: kinds_in(connection, table, name) for name in texts if is_of_few(connection, table, name)}
    for name, known in kinds.items():
        listed = ", ".join(map(literal, known.to_pylist()))
        connection.execute(f"ALTER TABLE {table} ALTER {quoted(name)} TYPE ENUM({listed})")
    return kinds


def make_room_for(connection: duckdb.DuckDBPyConnection, table: str, kinds: Kinds, rows: pa.Table) -> Kinds:
    """The kinds left: columns in which `rows` have a new one hold texts again."""
    new = [
        name
        for name, known in kinds.items()
        if pc.any(pc.invert(pc.is_in(rows[name].drop_null(), known))).as_py()
    ]
    for name in new:
        connection.execute(f"ALTER TABLE {table} ALTER {quoted(name)} TYPE VARCHAR")
    return {name: known for name, known in kinds.items() if name not in new}


def is_of_few(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> bool:
    ((kinds,),) = connection.sql(f"SELECT approx_count_distinct({quoted(column)}) FROM {table}").fetchall()
    return 0 < kinds < FEW


def kinds_in(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> pa.Array:
    name = quoted(column)
    query = f"SELECT DISTINCT {name} AS kind FROM {table} WHERE {name} IS NOT NULL ORDER BY 1"
    return connection.sql(query).to_arrow_table()["kind"].combine_chunks()
