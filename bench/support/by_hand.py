"""The rules' questions written by hand for DuckDB (bench/by_hand/), asked of one folder in a process of their own.

`python bench/support/by_hand.py FOLDER OUT`: findings go to OUT/findings.parquet, how many units each rule judged to
OUT/judged.parquet, the seconds each file took to OUT/seconds.json. Pattern rules are counted in SQL and decided by the
program's own tests, there being none in SQL; the folder is examined first, as every sweep's must be (`examined.py`);
sentences are not made. The engine has the same memory as the program's.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.support.decided import decide
from bench.support.examined import examine
from qinqing.facts import duck
from qinqing.facts.as_of import calendar_table
from qinqing.facts.schema import TABLES

TOLD = "13-told"
QUESTIONS = Path(__file__).parents[1] / "by_hand"


def main(folder: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    seconds: dict[str, float] = {}
    with duck.spilling(str(out)) as connection:
        files = prepare(connection, folder)
        with timed(seconds, "examined"):
            examine(connection, files)
        for file in sorted(QUESTIONS.glob("*.sql")):
            if file.stem == TOLD:
                with timed(seconds, "decided"):
                    decide(connection)
            with timed(seconds, file.stem):
                connection.execute(file.read_text(encoding="utf-8"))
        with timed(seconds, "written"):
            write(connection, out)
    (out / "seconds.json").write_text(json.dumps(seconds, indent=1) + "\n", encoding="utf-8")


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    seconds[name] = round(time.perf_counter() - started, 3)


def write(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    connection.execute(f"COPY judged TO '{out / 'judged.parquet'}'")
    connection.execute(f"COPY (FROM result ORDER BY rule) TO '{out / 'findings.parquet'}' (COMPRESSION zstd)")


def prepare(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, Path]:
    """A view for each table of the folder and of the organ's part, and the calendar. Returns the tables' files."""
    connection.execute("SET preserve_insertion_order = false")
    found = (*folder.glob("*.parquet"), *folder.glob("organ/*.parquet"))
    files = {file.stem: file for file in found if file.stem in TABLES}
    for name, file in files.items():
        connection.execute(f"CREATE VIEW {name} AS SELECT {columns(file)} FROM read_parquet('{file}')")
    connection.register("days", calendar_table())
    connection.execute("CREATE TABLE calendar AS FROM days")
    return files


def columns(file: Path) -> str:
    """Every column of the table's; one that the file leaves out is NULL."""
    present = set(pq.read_schema(file).names)
    all_columns = TABLES[file.stem].columns
    return ", ".join(
        c.name if c.name in present else f"CAST(NULL AS {c.sql}) AS {c.name}" for c in all_columns
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
