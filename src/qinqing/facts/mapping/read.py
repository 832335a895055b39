"""Rows of a bureau's own file: CSV in any encoding, a sheet of a workbook, or a list in a JSON file."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from qinqing.facts.documents import LARGEST, unpacked
from qinqing.facts.mapping.spec import SourceRule
from qinqing.facts.shown import reason
from qinqing.refusals import Refused, Say, system_words
from qinqing.regular import read_regular

Cell = str | date | datetime | None


@dataclass(frozen=True)
class SourceRow:
    """`number` as a spreadsheet shows it (JSON: position from 1); `ragged`: cells too many or too few."""

    number: int
    cells: dict[str, Cell]
    ragged: Say | None = None


@dataclass(frozen=True)
class Rows:
    header: list[str]
    rows: list[SourceRow] = field(repr=False)


def read_source(folder: Path, rule: SourceRule) -> Rows:
    """Every row of the source; Refused `facts.source` if it cannot be read as the mapping says."""
    path = folder / rule.file
    try:
        return read_by_kind(path, rule)
    except zlib.error as error:
        raise unreadable(path, Say(f"无法读取：{error}", f"cannot be read: {error}")) from error
    except (OSError, EOFError) as error:
        why = system_words(error)
        raise unreadable(path, Say(f"无法读取：{why.zh}", f"cannot be read: {why.en}")) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        says = Say(
            f"第 {line} 行起不是 {rule.encoding} 编码", f"from line {line} on it is not {rule.encoding}"
        )
        raise unreadable(path, says) from error
    except (csv.Error, ValueError, KeyError, RecursionError) as error:
        shown = reason(error)
        raise unreadable(path, Say(f"格式不对：{shown}", f"not in the form expected: {shown}")) from error


def unreadable(path: Path, why: Say) -> Refused:
    return Refused("facts.source", Say(f"来源 {path}：{why.zh}", f"source {path}: {why.en}"))


def read_by_kind(path: Path, rule: SourceRule) -> Rows:
    content = read_regular(path)
    name = path.name.lower()
    if name.endswith(".gz"):
        content, name = unpacked(content), name.removesuffix(".gz")
    if name.endswith((".xlsx", ".xlsm")):
        return read_sheet(content, rule)
    text = content.decode(rule.encoding)
    return read_json(text, rule) if name.endswith(".json") else read_csv(text, rule)


def read_csv(text: str, rule: SourceRule) -> Rows:
    records = csv.reader(io.StringIO(text, newline=""), delimiter=rule.delimiter, strict=True)
    return rows_below_header(records, rule.header_row)


def read_sheet(content: bytes, rule: SourceRule) -> Rows:
    """A broken workbook makes openpyxl raise whatever its broken part leads to: all of it means one thing."""
    try:
        refuse_bombs(content)
        with closing(load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
            sheet = book[rule.sheet] if rule.sheet else book.worksheets[0]
            sheet.reset_dimensions()  # the size a program wrote into the file need not be true
            return rows_below_header(padded(sheet.iter_rows(values_only=True)), rule.header_row)
    except Exception as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def refuse_bombs(content: bytes) -> None:
    """A workbook is a zip: what its parts unpack to is known before any is unpacked."""
    with ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST:
            raise ValueError(f"more than {LARGEST >> 20} MiB when unpacked")


def padded(records: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
    """A sheet's rows end at their last cell: they are made as wide as the widest so far."""
    width = 0
    for record in records:
        width = max(width, len(record))
        yield [*record, *[None] * (width - len(record))]


def rows_below_header(records: Iterable[list[Any]], header_row: int) -> Rows:
    header: list[str] = []
    rows = []
    for number, record in enumerate(records, start=1):
        cells = [as_cell(value) for value in record]
        if number == header_row:
            header = [str(cell or "").strip() for cell in cells]
        elif number > header_row and any(cell is not None for cell in cells):
            rows.append(SourceRow(number, dict(zip(header, cells, strict=False)), ragged(header, cells)))
    return Rows(header, rows)


def ragged(header: list[str], cells: list[Cell]) -> Say | None:
    """A row longer than the header only by empty cells is as good as any."""
    if len(cells) == len(header) or (len(cells) > len(header) and not any(cells[len(header) :])):
        return None
    return Say(
        f"此行有 {len(cells)} 个单元格，表头有 {len(header)} 个",
        f"this row has {len(cells)} cells, the header has {len(header)}",
    )


def read_json(text: str, rule: SourceRule) -> Rows:
    listed = json.loads(text)
    if rule.records is not None:
        listed = listed[rule.records]
    if not isinstance(listed, list) or not all(isinstance(record, dict) for record in listed):
        raise ValueError("a list of records is expected")
    header = list(dict.fromkeys(name for record in listed for name in record))
    rows = [SourceRow(n, {k: as_cell(v) for k, v in r.items()}) for n, r in enumerate(listed, start=1)]
    return Rows(header, rows)


def as_cell(value: Any) -> Cell:
    """Text without outer blanks (nothing left: null); a spreadsheet's dates stay dates, 12.0 is 12.

    Halves of characters, which JSON can spell and no file can hold, become question marks.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date() | None:
            return value
        case _:
            return str(value).encode("utf-8", "replace").decode("utf-8").strip() or None
