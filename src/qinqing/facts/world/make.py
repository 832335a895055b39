"""Make a world: every table streamed into a folder beside its place, then put there in one step."""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from qinqing.facts.found import ANSWER_KEY, ORGAN_PART
from qinqing.facts.schema import TABLES
from qinqing.facts.world.engine import HERE, table_query, telling_connection, truth_query
from qinqing.facts.world.settings import settings
from qinqing.facts.world.size import LAST_DAY, World
from qinqing.facts.world.stories import Cast, casts
from qinqing.facts.write import put_in_place
from qinqing.refusals import Failed, Refused, Say

ROWS_AT_ONCE = 65_536
HANDS = 2
README = "README.txt"
TRUTH = pa.schema(
    [
        *((name, pa.string()) for name in ("rule", "unit", "verdict", "level")),
        *((name, pa.string()) for name in ("department_id", "official_id", "enterprise_id")),
        ("evidence", pa.list_(pa.string())),
        ("story", pa.string()),
    ]
)

Progress = Callable[[str, int], None]


def make_world(
    out: Path,
    enterprises: int,
    years: int,
    seed: int,
    rate: float | None = None,
    officials: int | None = None,
    *,
    last_day: date = LAST_DAY,
    progress: Progress | None = None,
) -> None:
    """Write a county (or a country) of invented people and firms as a fact folder with `truth.parquet`.

    Same arguments, same bytes. `truth.parquet` lists every planted breach as of the last day: rule, unit,
    verdict, level, ids, evidence (`table:key`), story. `progress` hears each file's name and rows.
    Refused: `world.size`, `world.law-changed`, `world.no-calendar`, `world.no-full-year`, `world.not-empty`;
    Failed: `world.not-written`. An older world at `out` is replaced in one step; nothing is left half-written.
    """
    world = World(enterprises, years, seed, rate, officials, last_day)
    refuse_other_folders(out)
    given, planted = settings(world), casts(world)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        try:
            write_world(new, given, planted, progress or (lambda name, rows: None))
            (new / README).write_text(about(world), encoding="utf-8")
            put_in_place(new, out)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        says = Say(f"虚构县没有写成：{error}", f"the world could not be written: {error}")
        raise Failed("world.not-written", says) from error


def refuse_other_folders(out: Path) -> None:
    """Only an empty folder or an older world is ever replaced."""
    if out.is_dir() and (not any(out.iterdir()) or (out / ANSWER_KEY).is_file()):
        return
    if out.exists() or out.is_symlink():
        says = Say(
            f"{out} 已存在，且不是虚构县（没有 {ANSWER_KEY}），不予覆盖；请另选位置",
            f"{out} exists and is no world (it has no {ANSWER_KEY}): choose another place",
        )
        raise Refused("world.not-empty", says)


def write_world(folder: Path, given: dict[str, Any], planted: dict[str, Cast], progress: Progress) -> None:
    """Tables are told independently of one another, so two are written at a time, each hand on its own engine."""
    (folder / ORGAN_PART).mkdir(mode=0o700)
    waiting = deque([*told_tables(), ANSWER_KEY])
    with ThreadPoolExecutor(HANDS) as pool:
        hands = [pool.submit(write_files, folder, waiting, given, planted, progress) for _ in range(HANDS)]
        try:
            for hand in hands:
                hand.result()
        finally:
            waiting.clear()  # one hand failed, or the wait was interrupted: the others finish their file and stop


def write_files(
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


def about(world: World) -> str:
    return (
        "本文件夹由程序生成：地名、单位、人物、企业、数字均为虚构，与现实无关。\n"
        "Made by a program: places, offices, persons, firms and figures are invented and mean nobody.\n\n"
        "truth.parquet 是预先埋设的疑点答案，不属于事实。 truth.parquet is the answer key, no fact.\n\n"
        f"enterprises {world.enterprises} · officials {world.official_count} · bureaus {world.bureaus} · "
        f"{world.first_day} – {world.last_day} · seed {world.seed} · rate {'-' if world.rate is None else world.rate}\n"
    )
