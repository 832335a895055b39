"""What judging asks of a fact folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

import duckdb


class Folder(Protocol):
    """A folder that fits the contract: which tables and columns it has, and its facts as of a day."""

    @property
    def custody(self) -> str: ...
    @property
    def tables(self) -> dict[str, Path]: ...
    @property
    def latest_event(self) -> date: ...
    @property
    def supplied(self) -> frozenset[str]: ...
    def missing_columns(self, table: str) -> set[str]: ...
    def connect(self, on: date) -> duckdb.DuckDBPyConnection: ...
    def beside(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection: ...
