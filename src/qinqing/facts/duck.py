"""DuckDB as this program opens it: silent, in the county's time."""

from __future__ import annotations

import os

import duckdb

from qinqing.facts.schema import TIME_ZONE

# Beyond this a large query spills to disk; on a small machine sooner.
SPILLS_AT_MIB = 4096


def connect(**settings: str | int) -> duckdb.DuckDBPyConnection:
    """An engine of its own, in memory; `settings` are DuckDB's."""
    connection = duckdb.connect(config=dict(settings))
    # It would be drawn on standard output, which is the JSON's alone; progress is told rule by rule.
    connection.execute("SET enable_progress_bar = false")
    # For further connections to it too, which would otherwise have the machine's.
    connection.execute(f"SET GLOBAL TimeZone = '{TIME_ZONE}'")
    return connection


def spilling(folder: str) -> duckdb.DuckDBPyConnection:
    """One that leaves room for others on the machine: what is too large for memory goes to `folder`."""
    memory_mib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    return connect(temp_directory=folder, memory_limit=f"{min(SPILLS_AT_MIB, memory_mib // 2)}MiB")
