"""Write a fact folder: Parquet with the contract's types, all of it or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from qinqing.facts.blanks import nulled
from qinqing.facts.checks import told_as_missing
from qinqing.facts.found import ANSWER_KEY, ORGAN_PART, REJECTS
from qinqing.facts.schema import TABLES, Column, Table
from qinqing.refusals import Failed, Problem, Refused, Say, system_words

Rows: TypeAlias = pa.Table | Sequence[Mapping[str, Any]]


def write_folder(
    path: Path, tables: Mapping[str, Rows], beside: Callable[[Path], None] | None = None
) -> None:
    """Write `tables` as a fact folder at `path`, organ tables under `organ/`; same rows, same bytes.

    Columns are cast to the contract's types without loss, put in its order, absent optional ones left out.
    An empty or older fact folder at `path` is replaced in one step; any other folder is refused, as are
    unknown tables and columns, missing required columns, times without an offset and values that do not
    fit. Keys and references are examined when the folder is opened. `beside` may put further files into
    the new folder before it takes its place.
    """
    refuse_other_folders(path)
    shaped, problems = shape_all(tables)
    if problems:
        says = Say(
            "这些行不合事实文件夹的约定，未写出", "these rows do not fit the fact folder: nothing was written"
        )
        raise Refused("facts.unwritable", says, problems)
    try:
        write_all(path, shaped, beside or (lambda _: None))
    except OSError as error:
        why = system_words(error)
        says = Say(f"无法写出 {path}：{why.zh}", f"{path} cannot be written: {why.en}")
        raise Failed("facts.unwritten", says) from error


def write_all(path: Path, shaped: Mapping[str, pa.Table], beside: Callable[[Path], None]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        write_tables(new, shaped)
        beside(new)
        put_in_place(new, path)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def refuse_other_folders(path: Path) -> None:
    """Only what this function may have written before is ever replaced."""
    if not path.exists() and not path.is_symlink():
        return
    foreign = [path.name] if not path.is_dir() else [e.name for e in sorted(path.iterdir()) if not is_ours(e)]
    if foreign:
        says = Say(
            f"{path} 已存在，且含有事实表以外的内容（{foreign[0]}），不予覆盖；请另选位置",
            f"{path} exists and holds more than fact tables ({foreign[0]}): choose another place",
        )
        raise Refused("facts.not-replaced", says)


def is_ours(entry: Path) -> bool:
    """Parquet tables, the answer key, rejects: a CSV of the same name may be somebody's only copy."""
    if entry.is_dir() and entry.name == ORGAN_PART:
        return all(is_ours(part) for part in entry.iterdir())
    if entry.is_dir():
        return entry.name == REJECTS
    return entry.name == ANSWER_KEY or (entry.suffix == ".parquet" and entry.stem in TABLES)


def shape_all(tables: Mapping[str, Rows]) -> tuple[dict[str, pa.Table], list[Problem]]:
    shaped: dict[str, pa.Table] = {}
    problems: list[Problem] = []
    for name, rows in tables.items():
        if name not in TABLES:
            problems.append(Problem(name, Say("没有这张表", "no such table")))
            continue
        shaped[name] = shape(TABLES[name], rows, problems)
    return shaped, problems


def shape(table: Table, rows: Rows, problems: list[Problem]) -> pa.Table:
    """The contract's columns in its order and types, blank text as null; what does not fit is added to `problems`."""
    given = columns_of(rows)
    unknown = [name for name in given if name not in table.by_name]
    problems += [Problem(f"{table.name}:{name}", Say("没有这一列", "no such column")) for name in unknown]
    arrays: dict[str, pa.Array] = {}
    for column in table.columns:
        where = f"{table.name}:{column.name}"
        if column.name in given:
            try:
                arrays[column.name] = nulled(cast(column, given[column.name]))
            except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
                why = str(error).partition("\n")[0]
                problems.append(
                    Problem(where, Say(f"值不合类型：{why}", f"a value does not fit its type: {why}"))
                )
        elif not column.optional and len(rows):
            problems.append(Problem(where, Say("缺少必需的列", "a required column is missing")))
        elif not column.optional:
            arrays[column.name] = pa.array([], column.arrow)
    return pa.table(arrays)


def empty_cells(table: Table, rows: pa.Table) -> Iterator[Problem]:
    """The first of every required column that is null; rows count from 1."""
    for column in table.columns:
        if not column.optional and column.name in rows.column_names and rows[column.name].null_count:
            row = rows[column.name].is_null().index(True).as_py() + 1
            yield Problem(f"{table.name}:{row}:{column.name}", told_as_missing(column))


def columns_of(rows: Rows) -> dict[str, Any]:
    """Values by column; of rows given as mappings, a column absent from one row is null there."""
    if isinstance(rows, pa.Table):
        return {name: rows.column(name) for name in rows.column_names}
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def cast(column: Column, values: Any) -> pa.Array:
    if not isinstance(values, pa.Array | pa.ChunkedArray):
        refuse_naive_times(column, values)
        return pa.array(values, column.arrow)
    if pa.types.is_timestamp(values.type) and values.type.tz is None:
        raise ValueError("time without an offset")
    return values.cast(column.arrow)


def refuse_naive_times(column: Column, values: Sequence[Any]) -> None:
    if column.type == "time" and any(isinstance(v, datetime) and v.tzinfo is None for v in values):
        raise ValueError("time without an offset")


def write_tables(folder: Path, shaped: Mapping[str, pa.Table]) -> None:
    for name, rows in shaped.items():
        part = folder / ORGAN_PART if TABLES[name].organ else folder
        part.mkdir(mode=0o700 if TABLES[name].organ else 0o777, exist_ok=True)
        pq.write_table(rows, part / f"{name}.parquet", compression="zstd")


def put_in_place(new: Path, path: Path) -> None:
    """Rename in one step; an older folder steps aside first and comes back if that fails."""
    new.chmod(0o755)
    if not path.exists():
        new.rename(path)
        return
    aside = path.parent / f".{path.name}.before"
    path.rename(aside)
    try:
        new.rename(path)
    except OSError:
        aside.rename(path)
        raise
    shutil.rmtree(aside)
