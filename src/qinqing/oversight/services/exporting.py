"""The platform's own record as a fact folder: what its apps keep, and of the folder swept last whatever they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from qinqing.facts.folder import open_folder
from qinqing.facts.schema import TABLES, TIME_ZONE, Table
from qinqing.facts.write import write_folder
from qinqing.organisations.parties import PARTIES
from qinqing.oversight.owners import owned_tables
from qinqing.oversight.selectors import latest_sweep

BATCH = 10_000
Row = dict[str, Any]


def export_folder(out: Path) -> dict[str, int]:
    """Writes the folder at `out`, whole or not at all; rows per table. Refused and failed as `write_folder`.

    Parties stand in it as the platform knows them now, whatever folder they came with.
    """
    kept = {name: _arrow(TABLES[name], rows()) for name, rows in owned_tables().items()}
    tables = {**_swept(set(kept)), **kept}
    for name, (key, rows) in PARTIES.items():
        tables[name] = _with_known(TABLES[name], tables.get(name), key, rows())
    write_folder(out, tables)
    return {name: table.num_rows for name, table in tables.items()}


def _swept(without: set[str]) -> dict[str, pa.Table]:
    sweep = latest_sweep()
    if sweep is None:
        return {}
    folder = open_folder(sweep.version.folder)
    with folder.connect(folder.latest_event) as facts:
        return {name: _read(facts, TABLES[name]) for name in folder.tables if name not in without}


def _read(facts: duckdb.DuckDBPyConnection, table: Table) -> pa.Table:
    """The contract's columns; times get back the offset that rules do not see."""
    given = {name for name, *_ in facts.execute(f'DESCRIBE "{table.name}"').fetchall()}  # the contract's
    columns = ", ".join(
        f'timezone(\'{TIME_ZONE}\', "{c.name}") AS "{c.name}"' if c.type == "time" else f'"{c.name}"'
        for c in table.columns
        if c.name in given
    )
    return facts.sql(f'SELECT {columns} FROM "{table.name}"').to_arrow_table()  # noqa: S608  # as above


def _arrow(table: Table, rows: Iterable[Row]) -> pa.Table:
    """In batches: a list of all rows would be many times as large."""
    schema = pa.schema([(column.name, column.arrow) for column in table.columns])
    rest = iter(rows)
    parts = [pa.Table.from_pylist(part, schema) for part in _batches(table, rest)]
    return pa.concat_tables([schema.empty_table(), *parts])


def _batches(table: Table, rows: Iterator[Row]) -> Iterator[list[Row]]:
    """ValueError for a column the contract has not: Arrow would leave it out without a word."""
    while batch := list(islice(rows, BATCH)):
        if unknown := sorted(set(batch[0]) - set(table.by_name)):
            raise ValueError(f"{table.name} has no column {unknown}: docs/reference/facts.md")
        yield batch


def _with_known(table: Table, swept: pa.Table | None, key: str, rows: Iterator[Row]) -> pa.Table:
    """What was swept, and below it whoever it did not hold."""
    if swept is None:
        return _arrow(table, rows)
    there = set(swept.column(key).to_pylist())
    added = _arrow(table, (row for row in rows if row[key] not in there))
    return pa.concat_tables([swept, added.select(swept.column_names).cast(swept.schema)])
