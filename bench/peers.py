"""Six heavy questions at a tenth of a province: the program's rules, the same in PostgreSQL, and in a plain Python loop.

All three must find as many. Each is asked of tables that are there: PostgreSQL of loaded and analysed ones with their
keys, the loop of rows it reads one by one. The ratios are only stated.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import psycopg
from psycopg import sql

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.loops import LOOPS
from bench.support.measured import qinqing
from bench.support.results import Line, keep
from bench.support.worlds import everything, room, scaled, world
from qinqing.facts.folder import open_folder
from qinqing.facts.schema import TABLES
from tests.support.postgres import cluster

ENTERPRISES = scaled(100_000)
QUERIES = Path(__file__).parent / "postgres"
READ = (
    *("enterprises", "inspections", "inspectors", "inspection_caps", "contracts", "payables", "payments"),
    *("tenders", "holdings", "positions", "kinships"),
)
# As much room as the other sides take; both cores.
SETTINGS = ("work_mem = '512MB'", "max_parallel_workers_per_gather = 2", "jit = off")
TYPES = {"BIGINT": "bigint", "DOUBLE": "double precision", "TIMESTAMP": "timestamp", "VARCHAR": "text"}
FLAGGED = re.compile(r"^\d+/\d+ (\S+) +\D*[\d,]+\D+([\d,]+)", re.MULTILINE)


def main() -> int:
    folder = open_folder(world(ENTERPRISES), custody="organ")
    ours = {rule: by_rule(folder.path, rule) for rule in LOOPS}
    with folder.connect(folder.latest_event) as facts:
        loops = {rule: timed(lambda ask=ask: ask(reader(facts))) for rule, ask in LOOPS.items()}
        postgres, loaded_s, server = asked_of_postgres(facts)
    found = {rule: [side[rule][1] for side in (ours, postgres, loops)] for rule in LOOPS}
    same = all(len({*counts}) == 1 for counts in found.values())
    seconds = {
        rule: {name: round(side[rule][0], 3) for name, side in sides(ours, postgres, loops)} for rule in LOOPS
    }
    total = {name: sum(side[rule][0] for rule in LOOPS) for name, side in sides(ours, postgres, loops)}
    ratios = {name: round(total[name] / total["ours"], 1) for name in ("postgres", "loop")}
    figures = {
        **{"enterprises": ENTERPRISES, "found": found, "same": same, "seconds": seconds, "ratio": ratios},
        **{"postgres": server, "postgres_load_s": round(loaded_s, 1)},
    }
    told = ", ".join(f"{name} {s:.1f} s" for name, s in total.items())
    return keep(
        "peers",
        figures,
        Line("six heavy questions, three ways: found the same", str(same), "True", same),
        Line("six heavy questions", told),
        Line("PostgreSQL, a Python loop", f"{ratios['postgres']} × and {ratios['loop']} × as long"),
    )


def sides(ours: Any, postgres: Any, loops: Any) -> tuple[tuple[str, Any], ...]:
    return ("ours", ours), ("postgres", postgres), ("loop", loops)


def by_rule(folder: Path, rule: str) -> tuple[float, int]:
    """Seconds and how many are flagged, as `qinqing check` tells them."""
    timings = room() / "rule.json"
    line = (
        "check",
        *everything(folder),
        "--rules",
        rule,
        "--timings",
        timings,
        "--out",
        room() / "rule.parquet",
    )
    ((_, flagged),) = FLAGGED.findall(qinqing(*line).said)
    return json.loads(timings.read_text())[rule], int(flagged.replace(",", ""))


def timed(action: Any) -> tuple[float, int]:
    started = time.perf_counter()
    found = action()
    return time.perf_counter() - started, found


def reader(facts: duckdb.DuckDBPyConnection) -> Any:
    def read(table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        cursor = facts.cursor().execute(f"SELECT {', '.join(columns)} FROM {table}")
        while rows := cursor.fetchmany(10_000):
            yield from rows

    return read


def asked_of_postgres(facts: duckdb.DuckDBPyConnection) -> tuple[dict[str, tuple[float, int]], float, str]:
    """Seconds and how many are found, by question; seconds to load; the server's version."""
    with cluster("peers") as addresses, psycopg.connect(addresses["peers"], autocommit=True) as connection:
        for setting in SETTINGS:
            connection.execute(f"SET {setting}")
        loaded_s, _ = timed(lambda: [load(facts, connection, table) for table in READ])
        answers = {rule: timed(lambda rule=rule: answered(connection, rule)) for rule in LOOPS}
        return answers, loaded_s, str(connection.info.parameter_status("server_version"))


def load(facts: duckdb.DuckDBPyConnection, connection: psycopg.Connection[Any], table: str) -> None:
    columns = TABLES[table].columns
    typed = ", ".join(f"{c.name} {TYPES.get(c.sql, c.sql)}" for c in columns)
    connection.execute(f"CREATE TABLE {table} ({typed})")
    copied = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
    with connection.cursor() as cursor, cursor.copy(copied) as copy:
        for row in reader(facts)(table, *(c.name for c in columns)):
            copy.write_row(row)
    for column in columns:
        if column.name.endswith("_id"):
            connection.execute(f"CREATE INDEX ON {table} ({column.name})")
    connection.execute(f"ANALYZE {table}")


def answered(connection: psycopg.Connection[Any], rule: str) -> int:
    query = (QUERIES / f"{rule}.sql").read_text(encoding="utf-8")
    connection.execute("DROP TABLE IF EXISTS answer")
    return connection.execute(f"CREATE TEMP TABLE answer AS {query}").rowcount


if __name__ == "__main__":
    raise SystemExit(main())
