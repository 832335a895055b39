"""One table's file opened for reading: which columns it has, and DuckDB SQL for each of their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from qinqing.facts import blanks, cells, credit_codes
from qinqing.facts.csv_text import ROW, WIDEST, read_csv_text, too_wide
from qinqing.facts.schema import Column, Table
from qinqing.facts.shown import reason, shorten
from qinqing.refusals import SHOWN_PROBLEMS, Problem, Say, system_words
from qinqing.regular import refuse_endless

# What packs better than this is made to do harm; fact tables hold about one row to three bytes, and unpack threefold.
FREE_ROWS, ROWS_PER_BYTE = 1_000_000, 16
FREE_BYTES, UNPACKED_PER_BYTE = 2**28, 100


@dataclass
class Source:
    """`values`: SQL per readable column; `scan`: what to select from (with `_row`), None if unreadable."""

    table: Table
    path: Path
    shown: str  # the file's name in messages
    scan: str | None = None
    text: pa.Table | None = None  # a CSV's cells, registered under the name in `scan`
    values: dict[str, str] = field(default_factory=dict)
    told: int = SHOWN_PROBLEMS  # how many faults of each kind to tell row by row
    corrected: set[str] = field(default_factory=set)  # columns with codes in lower case
    doubtful: list[str] = field(default_factory=list)  # columns in which blank text may stand; see `blanks`
    blanked: list[str] = field(default_factory=list)  # those in which it does: there `scan` yields null
    rows: int = 0  # once they were examined, as what follows
    latest_event: date | None = None
    warnings: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def columns(self) -> list[Column]:
        return [column for column in self.table.columns if column.name in self.values]

    @property
    def is_parquet(self) -> bool:
        return self.path.suffix.lower() == ".parquet"


def open_source(table: Table, path: Path, shown: str) -> Source:
    """Read a file's columns; whatever is wrong with them is in `problems`, nothing is raised."""
    source = Source(table, path, shown)
    try:
        refuse_endless(path)
        (open_parquet if source.is_parquet else open_csv)(source)
    except OSError as error:
        why = system_words(error)
        source.problems.append(Problem(shown, Say(f"无法读取文件：{why.zh}", f"cannot be read: {why.en}")))
    return source


def source_of_rows(table: Table, rows: pa.Table, name: str) -> Source:
    """Rows in the contract's own types, registered as `name`."""
    source = Source(table, Path(name), name, scan=cells.quoted(name))
    for column in table.columns:
        if column.name in rows.column_names:
            add_parquet_column(source, column, rows.schema.field(column.name).type)
    return source


def open_parquet(source: Source) -> None:
    try:
        with pq.ParquetFile(source.path) as file:
            stored, metadata = file.schema_arrow, file.metadata
    except (pa.ArrowException, UnicodeDecodeError) as error:
        why = reason(error)
        says = Say(f"不是完好的 Parquet 文件：{why}", f"not a sound Parquet file: {why}")
        source.problems.append(Problem(source.shown, says))
        return
    wide = too_wide(source.shown, len(stored.names)) if len(stored.names) > WIDEST else None
    if problem := wide or too_much(source, metadata.num_rows, size_when_unpacked(metadata)):
        source.problems.append(problem)
        return
    source.problems += header_problems(source, stored.names)
    for column in source.table.columns:
        if stored.names.count(column.name) == 1:
            add_parquet_column(source, column, stored.field(column.name).type)
    texts = [name for name in source.values if cells.is_text(stored.field(name).type)]
    source.doubtful = blanks.doubtful(metadata, texts)
    file = f"read_parquet({cells.literal(str(source.path))}, file_row_number=true, hive_partitioning=false)"
    chosen = ", ".join([f"file_row_number + 1 AS {ROW}", *map(cells.quoted, source.values)])
    source.scan = f"(SELECT {chosen} FROM {file})"


def size_when_unpacked(metadata: pq.FileMetaData) -> int:
    groups = (metadata.row_group(n) for n in range(metadata.num_row_groups))
    return sum(group.column(n).total_uncompressed_size for group in groups for n in range(group.num_columns))


def too_much(source: Source, rows: int, unpacked: int) -> Problem | None:
    """A few kilobytes can claim rows or texts that no machine would get through: no table of facts packs like that."""
    size = source.path.stat().st_size
    if rows <= FREE_ROWS + size * ROWS_PER_BYTE and unpacked <= FREE_BYTES + size * UNPACKED_PER_BYTE:
        return None
    says = Say(
        f"文件有 {size:,} 字节，却称有 {rows:,} 行、展开后 {unpacked:,} 字节：不是事实表，未读取",
        f"{size:,} bytes claim to hold {rows:,} rows or {unpacked:,} bytes: no table of facts, not read",
    )
    return Problem(source.shown, says)


def add_parquet_column(source: Source, column: Column, stored: pa.DataType) -> None:
    value = cells.value_from_parquet(column, stored)
    if value:
        source.values[column.name] = value
        return
    wanted = cells.EXPECTED[column.type]
    says = Say(
        f"列的类型是 {stored}，应为：{wanted.zh}（{column.arrow}）",
        f"the column is {stored}, expected {wanted.en} ({column.arrow})",
    )
    source.problems.append(Problem(f"{source.shown}::{column.name}", says))


def open_csv(source: Source) -> None:
    content = read_csv_text(source.path)
    if content.header:
        source.problems += header_problems(source, content.header, line=":1")
    source.problems += shown_there(source, content.problems)
    source.warnings += shown_there(source, content.warnings)
    if not content.cells.num_columns:
        return
    known = [c.name for c in source.table.columns if content.header.count(c.name) == 1]
    positions = [content.header.index(name) for name in known]
    numbers = content.cells.num_columns - 1
    hold_text(source, content.cells.select([*positions, numbers]).rename_columns([*known, ROW]))


def shown_there(source: Source, said: Sequence[Problem]) -> list[Problem]:
    """Under the name that the file goes by in messages."""
    return [Problem(str(p.where).replace(source.path.name, source.shown, 1), p.says) for p in said]


def hold_text(source: Source, text: pa.Table) -> None:
    """Cells as text under the contract's names, with their row number; rows without any cell are no rows."""
    known = [c for c in source.table.columns if c.name in text.column_names]
    source.text = text
    source.values = {c.name: cells.value_from_text(c) for c in known}
    source.scan = cells.filled(cells.quoted(text_name(source.table)), [*source.values])
    source.doubtful = [*source.values]


def text_name(table: Table) -> str:
    return f"text of {table.name}"


def header_problems(source: Source, names: Sequence[str], line: str = "") -> list[Problem]:
    where = f"{source.shown}{line or ':'}"
    table = source.table
    said = [
        (name, Say("表中没有这一列", "no such column in this table"))
        for name in dict.fromkeys(names)
        if name not in table.by_name
    ]
    said += [
        (name, Say("列重复", "the column appears twice"))
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    said += [
        (c.name, Say("缺少必需的列", "a required column is missing"))
        for c in table.columns
        if not c.optional and c.name not in names
    ]
    return [Problem(f"{where}:{shorten(name)}", says) for name, says in said]


def register(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    if source.text is not None:
        connection.register(text_name(source.table), source.text)


def value_of(source: Source, column: Column) -> str:
    """SQL of a column's value as rules see it: codes in capitals, "no end" as null."""
    value = source.values[column.name]
    if column.name in source.corrected:
        value = credit_codes.corrected(value)
    return cells.meant(column, value)


def read_into_memory(connection: duckdb.DuckDBPyConnection, source: Source) -> Source:
    """A CSV is read once and kept with its types; Parquet stays in its file and is scanned when asked."""
    if source.is_parquet:
        return source
    chosen = [f"{value_of(source, c)} AS {cells.quoted(c.name)}" for c in source.columns]
    typed = connection.sql(f"SELECT {', '.join(chosen)} FROM {source.scan}").to_arrow_table()
    values = {c.name: cells.quoted(c.name) for c in source.columns}
    scan = cells.quoted(text_name(source.table))
    return replace(source, text=typed, values=values, scan=scan, corrected=set())
