"""Tables no fact folder holds, added by whoever judges: only the platform knows which findings were confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from qinqing.rules.compile import SUPPLIED
from qinqing.rules.folder import Folder


@dataclass(frozen=True)
class SuppliedFolder:
    """A fact folder with further tables: name → rows in the order of the table's columns."""

    folder: Folder
    added: dict[str, Sequence[Sequence[Any]]]

    @property
    def custody(self) -> str:
        return self.folder.custody

    @property
    def tables(self) -> dict[str, Path]:
        return self.folder.tables

    @property
    def latest_event(self) -> date:
        return self.folder.latest_event

    @property
    def supplied(self) -> frozenset[str]:
        return frozenset(self.added)

    def missing_columns(self, table: str) -> set[str]:
        return self.folder.missing_columns(table)

    def connect(self, on: date) -> duckdb.DuckDBPyConnection:
        connection = self.folder.connect(on)
        for name, rows in self.added.items():
            supply(connection, name, rows)
        return connection

    def beside(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        return self.folder.beside(connection)


def supply(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Sequence[Any]]) -> None:
    """The table `name` with these rows, beside the facts."""
    columns = SUPPLIED[name]
    connection.execute(
        f"CREATE TABLE {name} ({', '.join(f'{column} {type}' for column, type in columns.items())})"
    )
    if rows:
        places = ", ".join("?" for _ in columns)
        connection.executemany(f"INSERT INTO {name} VALUES ({places})", [[*row] for row in rows])
