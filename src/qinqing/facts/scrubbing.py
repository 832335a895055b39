"""A fact folder without one person: every id of theirs becomes another, their names a word, their relatives go."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from qinqing.facts.found import FORMATS
from qinqing.facts.schema import TABLES

# Rows that are there for the person alone: table → column that says whom, or whose kin. Elsewhere a row is an act of
# office, and stays as one.
ALONE = {"kinships": "official_id"}
OF_KIN = {"positions": "person_id"}
# What of a party's own row says who they are, beside the ids.
WHO = {"officials": ("official_id", ("name", "post")), "enterprises": ("enterprise_id", ("name",))}


@dataclass(frozen=True)
class Scrub:
    """`keys`: ids of the person · `replaced`: a text without them · `word`: what stands where a name stood ·

    `relatives`: ids of those who are there only as their kin.
    """

    keys: Collection[str]
    replaced: Callable[[str], str]
    word: str
    relatives: Collection[str] = ()


def rows_naming(folder: Path, scrub: Scrub) -> int:
    """How many rows of the folder's tables name the person."""
    return sum(_naming(table, path.stem, scrub) for path, table in _tables(folder))


def scrub_folder(folder: Path, scrub: Scrub) -> int:
    """The folder written anew without the person, in one step, and how many rows named them; untouched where none did.

    Its time of change stays: readers go by which version is newest.
    """
    found = rows_naming(folder, scrub)
    if not found:
        return 0
    stat = folder.stat()
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        shutil.copytree(folder, new, dirs_exist_ok=True)
        for path, table in _tables(new):
            if _naming(table, path.stem, scrub):
                _write(path, _without(table, path.stem, scrub))
        new.chmod(stat.st_mode)
        aside = folder.parent / f".{folder.name}.before"
        folder.rename(aside)
        new.rename(folder)
        shutil.rmtree(aside)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    os.utime(folder, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return found


def ids_in(folder: Path) -> Iterator[str]:
    """Every id a person may go by in the folder, once per column."""
    for path, table in _tables(folder):
        for column in TABLES[path.stem].columns if path.stem in TABLES else ():
            of_person = column.references == "officials" or column.name in (
                "official_id",
                "person_id",
                "holder_id",
            )
            if of_person and column.name in table.column_names:
                yield from (str(one) for one in pc.unique(table.column(column.name)).to_pylist() if one)


def _tables(folder: Path) -> Iterator[tuple[Path, pa.Table]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in FORMATS and path.is_file():
            yield path, pq.read_table(path) if path.suffix.lower() == ".parquet" else _read_csv(path)


def _naming(table: pa.Table, name: str, scrub: Scrub) -> int:
    """Rows with any text that would change, or that go."""
    kin = OF_KIN.get(name, "")
    named = pa.chunked_array([pa.array([False] * table.num_rows)])
    if kin in table.column_names:
        named = _is_one_of(table, kin, scrub.relatives)
    for text_column in _texts(table):
        column = table.column(text_column)
        changed = [text for text in pc.unique(column).to_pylist() if text and scrub.replaced(text) != text]
        named = pc.or_(named, pc.fill_null(pc.is_in(column, pa.array(changed, column.type)), False))
    return int(pc.sum(named).as_py() or 0)


def _without(table: pa.Table, name: str, scrub: Scrub) -> pa.Table:
    if name in ALONE and ALONE[name] in table.column_names:
        table = table.filter(pc.invert(_is_one_of(table, ALONE[name], scrub.keys)))
    if name in OF_KIN and OF_KIN[name] in table.column_names:
        table = table.filter(pc.invert(_is_one_of(table, OF_KIN[name], scrub.relatives)))
    who, words = WHO.get(name, ("", ()))
    theirs = _is_one_of(table, who, scrub.keys) if who in table.column_names else None
    for column in _texts(table):
        new = _replaced(table.column(column), scrub)
        if theirs is not None and column in words:
            new = pc.if_else(theirs, pa.scalar(scrub.word, new.type), new)
        table = table.set_column(table.column_names.index(column), table.schema.field(column), new)
    return table


def _is_one_of(table: pa.Table, column: str, keys: Collection[str]) -> pa.ChunkedArray:
    values = table.column(column)
    return pc.fill_null(pc.is_in(values, pa.array([*keys], values.type)), False)


def _replaced(column: pa.ChunkedArray, scrub: Scrub) -> pa.ChunkedArray:
    """By what is different in it: a column of millions holds few texts."""
    before = pc.unique(column)
    after = pa.array([text and scrub.replaced(text) for text in before.to_pylist()], column.type)
    return pc.take(after, pc.index_in(column, before))


def _texts(table: pa.Table) -> list[str]:
    return [f.name for f in table.schema if pa.types.is_string(f.type) or pa.types.is_large_string(f.type)]


def _write(path: Path, table: pa.Table) -> None:
    if path.suffix.lower() == ".parquet":
        pq.write_table(table, path, compression="zstd")
        return
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.column_names)
    writer.writerows(
        zip(*(["" if v is None else v for v in c.to_pylist()] for c in table.columns), strict=True)
    )
    path.write_bytes(out.getvalue().encode("utf-8-sig"))


def _read_csv(path: Path) -> pa.Table:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    cells = [[*row, *[""] * (len(head) - len(row))][: len(head)] for row in rows if row]
    return pa.table({name: pa.array([row[at] for row in cells], pa.string()) for at, name in enumerate(head)})
