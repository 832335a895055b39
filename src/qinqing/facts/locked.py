"""DuckDB connections that can read the files of one folder and nothing else on the machine."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import lru_cache

import duckdb

from qinqing.facts import cells, duck
from qinqing.facts.source import Source, register


def locked_connection(
    sources: dict[str, Source], prepare: Callable[[duckdb.DuckDBPyConnection], None] | None = None
) -> duckdb.DuckDBPyConnection:
    """`prepare` runs before the lock; afterwards no file, extension or setting can be reached by SQL."""
    connection = duck.spilling(spill_folder())
    for source in sources.values():
        register(connection, source)
    if prepare:
        prepare(connection)
    readable = ", ".join(cells.literal(str(source.path)) for source in sources.values() if source.is_parquet)
    connection.execute(f"SET allowed_paths = [{readable}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def further_connection(
    connection: duckdb.DuckDBPyConnection, sources: dict[str, Source]
) -> duckdb.DuckDBPyConnection:
    """To the same tables, under the same lock; rows from a CSV are known to one connection only, so they are told again."""
    further = connection.cursor()
    for source in sources.values():
        register(further, source)
    return further


@lru_cache(maxsize=1)
def spill_folder() -> str:
    """Where a large query may spill: private to this process (mode 0700), gone when it ends."""
    folder = tempfile.mkdtemp(prefix="qinqing-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
