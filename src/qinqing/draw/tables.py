"""A table of text cells from CSV or Parquet, numbered as a spreadsheet shows its rows; every problem at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from qinqing.facts.csv_text import ROW, problem_of_bytes, read_csv_text
from qinqing.facts.shown import reason
from qinqing.refusals import Problem, Refused, Say, system_words

FORMATS = (".csv", ".parquet")
SEPARATOR = "|"
NEWLINES = (b"\n", b"\r")


@dataclass(frozen=True)
class Columns:
    """What a table must and may hold."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.required + self.optional


@dataclass
class Table:
    """Cells by column (None where empty) and the number of each row; `problems` of form."""

    name: str
    numbers: list[int] = field(default_factory=list)
    cells: dict[str, list[str | None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def rows(self, columns: Columns) -> Iterator[tuple[Any, ...]]:
        """Number, then a cell per column of the table's shape."""
        absent: list[str | None] = [None] * len(self.numbers)
        wanted = (self.cells.get(name, absent) for name in columns.all)
        return zip(self.numbers, *wanted, strict=True)

    def note(self, number: int, column: str, zh: str, en: str) -> None:
        self.problems.append(Problem(f"{self.name}:{number}:{column}", Say(zh, en)))


def table_in(folder: Path, stem: str, columns: Columns) -> Table:
    """The one file `stem`.csv or `stem`.parquet of a folder."""
    found = [folder / f"{stem}{suffix}" for suffix in FORMATS if (folder / f"{stem}{suffix}").exists()]
    if len(found) == 1:
        return table_of(found[0], columns)
    says = Say("有 CSV 又有 Parquet，请只留一个", "there is a CSV and a Parquet of it: keep one")
    absent = Say(
        f"没有这张表：应有 {stem}.csv 或 {stem}.parquet",
        f"absent: {stem}.csv or {stem}.parquet must be there",
    )
    return Table(stem, problems=[Problem(stem, says if found else absent)])


def table_of(path: Path, columns: Columns) -> Table:
    """The file's cells; what cannot be read is among its problems."""
    try:
        table = (_parquet if path.suffix.lower() == ".parquet" else _csv)(path)
    except OSError as error:
        why = system_words(error)
        table = Table(
            path.name, problems=[Problem(path.name, Say(f"读不了：{why.zh}", f"cannot be read: {why.en}"))]
        )
    if not table.problems:
        table.problems += _wrong_columns(table, columns)
    return table


def refuse_problems(problems: list[Problem], path: Path) -> None:
    """Refused `draw.pool` with all of them, when there are any."""
    if problems:
        says = Say(
            f"{path} 有 {len(problems)} 处问题，没有读入；请逐条改正后再来。",
            f"{path} has {len(problems)} problems and was not read; mend each and try again.",
        )
        raise Refused("draw.pool", says, problems)


def _csv(path: Path) -> Table:
    content = path.read_bytes()
    if content and not content.endswith(NEWLINES) and not problem_of_bytes(path.name, content):
        cut = Say(
            "最后一行没有换行，文件可能被截断；请重新导出",
            "the last row has no line end: the file may have been cut; export it anew",
        )
        return Table(path.name, problems=[Problem(path.name, cut)])
    read = read_csv_text(path)
    if read.problems:
        return Table(path.name, problems=list(read.problems))
    cells = {name: read.cells.column(i).to_pylist() for i, name in enumerate(read.header)}
    doubled = [
        Problem(f"{path.name}:1:{name}", Say("这一列写了两次", "this column stands twice"))
        for name in sorted({name for name in read.header if read.header.count(name) > 1})
    ]
    return Table(path.name, read.cells.column(ROW).to_pylist(), cells, doubled)


def _parquet(path: Path) -> Table:
    try:
        read = pq.read_table(path)
        cells = {name: read.column(name).cast(pa.string()).to_pylist() for name in read.column_names}
    except (pa.ArrowException, KeyError) as error:
        why = reason(error)
        says = Say(
            f"无法按 Parquet 读取，可能被截断：{why}", f"cannot be read as Parquet, perhaps it was cut: {why}"
        )
        return Table(path.name, problems=[Problem(path.name, says)])
    return Table(path.name, list(range(2, len(read) + 2)), cells)


def _wrong_columns(table: Table, columns: Columns) -> Iterator[Problem]:
    for name in columns.required:
        if name not in table.cells:
            yield Problem(f"{table.name}:1:{name}", Say("没有这一列", "this column is absent"))
    for name in table.cells:
        if name not in columns.all:
            known = "、".join(columns.all), ", ".join(columns.all)
            says = Say(f"不认识这一列；可有：{known[0]}", f"an unknown column; there may be: {known[1]}")
            yield Problem(f"{table.name}:1:{name}", says)


def listed(cell: str | None) -> tuple[str, ...]:
    """The parts of a cell joined by vertical bars, in order and each once."""
    return tuple(sorted({part.strip() for part in (cell or "").split(SEPARATOR)} - {""}))
