"""The files of a world: every table streamed to Parquet, two at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from qinqing.facts.found import ANSWER_KEY, ORGAN_PART
from qinqing.facts.schema import TABLES
from qinqing.facts.world.engine import HERE, table_query, telling_connection, truth_query
from qinqing.facts.world.stories import Cast

ROWS_AT_ONCE = 65_536
HANDS = 2
TRUTH = pa.schema(
    [
        *((name, pa.string()) for name in ("rule", "unit", "verdict", "level")),
        *((name, pa.string()) for name in ("department_id", "official_id", "enterprise_id")),
        ("evidence", pa.list_(pa.string())),
        ("story", pa.string()),
    ]
)

# Hears the name of a file and its number of rows.
Progress: TypeAlias = Callable[[str, int], None]


def write_files(folder: Path, given: dict[str, Any], planted: dict[str, Cast], progress: Progress) -> None:
    """Tables are told independently of one another, so two are written at a time, each hand on its own engine."""
    (folder / ORGAN_PART).mkdir(mode=0o700)
    waiting = deque([ANSWER_KEY, *told_tables()])
    with ThreadPoolExecutor(HANDS) as pool:
        hands = [pool.submit(write_in_turn, folder, waiting, given, planted, progress) for _ in range(HANDS)]
        try:
            wait(hands, return_when=FIRST_EXCEPTION)
        finally:
            waiting.clear()  # where one hand failed or the wait was interrupted, the other stops after its file
    for hand in hands:
        hand.result()


def write_in_turn(
    folder: Path, waiting: deque[str], given: dict[str, Any], planted: dict[str, Cast], progress: Progress
) -> None:
    with telling_connection(given, planted) as connection:
        while waiting:
            try:
                name = waiting.popleft()
            except IndexError:  # the other hand was quicker
                return
            count = (
                write_truth(folder, connection, planted)
                if name == ANSWER_KEY
                else write_table(folder, connection, name)
            )
            progress(name, count)


def told_tables() -> list[str]:
    """The tables a world has, those of many rows first."""
    present = {file.stem: file for file in (HERE / "tables").glob("*/*.sql")}
    first = ("inspections", "inspectors", "payments", "payables")
    return sorted(present, key=lambda name: (name not in first, name))


def write_table(folder: Path, connection: duckdb.DuckDBPyConnection, name: str) -> int:
    table = TABLES[name]
    path = (folder / ORGAN_PART if table.organ else folder) / f"{name}.parquet"
    rows = connection.sql(table_query(name)).to_arrow_reader(ROWS_AT_ONCE)
    schema = pa.schema([(column, table.by_name[column].arrow) for column in rows.schema.names])
    return write_rows(path, schema, rows)


def write_truth(folder: Path, connection: duckdb.DuckDBPyConnection, planted: dict[str, Cast]) -> int:
    readers = (connection.sql(truth_query(name)).to_arrow_reader(ROWS_AT_ONCE) for name in planted)
    return write_rows(folder / ANSWER_KEY, TRUTH, (batch for reader in readers for batch in reader))


def write_rows(path: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> int:
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch.cast(schema))
            count += batch.num_rows
    return count
