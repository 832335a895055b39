"""Read a CSV file as text cells, numbering every row as a spreadsheet shows it (the header is row 1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv

from qinqing.facts.shown import reason
from qinqing.refusals import Problem, Say

ROW = "_row"
LARGEST_ROW = 16 * 2**20  # bytes; a longer row is no row of facts
WIDEST = 1000  # columns; no table of the contract has thirty


@dataclass(frozen=True)
class CsvText:
    """Header; the cells as text (empty = null), with their row number in `_row`; what could not be read, what is odd."""

    header: list[str]
    cells: pa.Table
    problems: list[Problem]
    warnings: list[Problem] = field(default_factory=list)


def read_csv_text(path: Path) -> CsvText:
    """All that can be read, with every problem of form; OSError is the caller's."""
    content = path.read_bytes()
    problem = problem_of_bytes(path.name, content) or problem_of_quotes(path.name, content)
    if problem:
        return CsvText([], pa.table({}), [problem])
    header = first_record(content)
    if not any(header):
        missing = Say("没有表头：第一行应为列名", "no header: the first row must name the columns")
        return CsvText([], pa.table({}), [Problem(f"{path.name}:1", missing)])
    if len(header) > WIDEST:
        return CsvText([], pa.table({}), [too_wide(f"{path.name}:1", len(header))])
    return read_rows(path.name, content, header)


def too_wide(where: str, columns: int) -> Problem:
    says = Say(f"有 {columns:,} 列，至多 {WIDEST:,} 列", f"{columns:,} columns, at most {WIDEST:,} are read")
    return Problem(where, says)


def problem_of_bytes(name: str, content: bytes) -> Problem | None:
    nul = content.find(b"\0")
    if nul >= 0:
        where = f"{name}:{line_at(content, nul)}"
        return Problem(where, Say("含有空字符，不是 UTF-8 文本文件", "holds a NUL: not a UTF-8 text file"))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        hint = Say("请另存为 UTF-8", "save it as UTF-8")
        if is_gb18030(content):
            hint = Say("似为 GBK/GB18030 编码，请另存为 UTF-8", "it looks like GBK/GB18030: save it as UTF-8")
        says = Say(f"不是 UTF-8 编码；{hint.zh}", f"not UTF-8; {hint.en}")
        return Problem(f"{name}:{line_at(content, error.start)}", says)
    return None


def is_gb18030(content: bytes) -> bool:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def line_at(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def problem_of_quotes(name: str, content: bytes) -> Problem | None:
    """Arrow forgives a stray quote and swallows the rows after it into one cell; strict reading does not."""
    if b'"' not in content:
        return None
    whole_rows = 0
    try:
        for _ in records(content):
            whole_rows += 1
    except csv.Error:
        says = Say(
            "引号没有成对或位置不对，从此行起无法分列",
            "quotes do not pair: from this row on cells cannot be told",
        )
        return Problem(f"{name}:{whole_rows + 1}", says)
    return None


def records(content: bytes) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST_ROW)
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    return csv.reader(lines, strict=True)


def first_record(content: bytes) -> list[str]:
    try:
        return next(records(content), [])
    except csv.Error:
        return []


def read_rows(name: str, content: bytes, header: list[str]) -> CsvText:
    ragged: list[arrow_csv.InvalidRow] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    try:
        cells = parse(content, len(header), set_aside)
    except pa.ArrowInvalid as error:
        why = reason(error)
        says = Say(f"无法按 CSV 读取：{why}", f"cannot be read as CSV: {why}")
        return CsvText(header, pa.table({}), [Problem(name, says)])
    numbers = row_numbers(len(cells), {row.number for row in ragged})
    cells = cells.append_column(ROW, numbers).slice(1)
    told = [problem_of_row(name, row) for row in ragged]
    return CsvText(header, cells, told, about_last_line(name, content, len(cells) + len(ragged) + 1))


def about_last_line(name: str, content: bytes, row: int) -> list[Problem]:
    """A file cut off within its last cell looks like this, and like any whole one that a person or a script ended so.

    RFC 4180 allows it, so it is no reason to refuse; that the last cell may be cut short is said wherever the file is read.
    """
    if ends_its_last_line(content):
        return []
    says = Say(
        "最后一行没有换行：文件可能在此处被截断，最后一格可能不全。请核对最后一行；如果完整，在末尾加一个换行再保存",
        "the last line has no line end: the file may have been cut off here, its last cell be incomplete. "
        "Check that row; if it is whole, end it with a line end and save",
    )
    return [Problem(f"{name}:{row}", says)]


def ends_its_last_line(content: bytes) -> bool:
    return content.endswith((b"\n", b"\r"))


def parse(content: bytes, width: int, set_aside: Callable[[arrow_csv.InvalidRow], str]) -> pa.Table:
    """Columns `f0`, `f1`, … of text; the header is the first row, so its width is every row's."""
    ends_in_newline = content if ends_its_last_line(content) else content + b"\n"
    return arrow_csv.read_csv(
        pa.BufferReader(ends_in_newline),
        # one thread: only then does Arrow number the rows it sets aside
        read_options=arrow_csv.ReadOptions(
            use_threads=False, autogenerate_column_names=True, block_size=LARGEST_ROW
        ),
        parse_options=arrow_csv.ParseOptions(
            newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=set_aside
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types={f"f{i}": pa.string() for i in range(width)},
            strings_can_be_null=True,
            null_values=[""],
        ),
    )


def row_numbers(count: int, skipped: set[int]) -> pa.Array:
    total = count + len(skipped)
    return pa.array((n for n in range(1, total + 1) if n not in skipped), pa.int64())


def problem_of_row(name: str, row: arrow_csv.InvalidRow) -> Problem:
    says = Say(
        f"此行有 {row.actual_columns} 个单元格，表头有 {row.expected_columns} 个",
        f"this row has {row.actual_columns} cells, the header has {row.expected_columns}",
    )
    return Problem(f"{name}:{row.number}", says)
