"""An XLSX file as its bytes hold it: its first sheet's lines, never more than it may unpack to."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError  # the name of its error only
from zipfile import BadZipFile, ZipFile

from lxml.etree import XMLSyntaxError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from qinqing.refusals import Problem, Refused, Say

# Beyond, a sheet is no list; a stray cell far to the right would have every row padded up to it.
MOST_COLUMNS = 200
# What a workbook may hold unpacked: a full sheet of 50,000 rows stays far below, a bomb does not.
MOST_UNPACKED = 150_000_000
# The same for a sheet of some hundreds of rows, which is looked at cell by cell.
MOST_UNPACKED_PLAIN = 30_000_000
# RuntimeError: encrypted, or packed by a method nobody uses.
UNREADABLE = (
    BadZipFile, RuntimeError, InvalidFileException, XMLSyntaxError, ParseError, zlib.error, EOFError, KeyError, IndexError, ValueError, TypeError, OSError,
)  # fmt: skip
# Two signs no cell of a sheet begins with: what stands for a formula while its row is read.
FORMULA = "\0="
JOINED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref=["']([A-Z0-9:]{1,30})["']""")


def stored_lines(file: BinaryIO | Path, most_rows: int, plain: bool) -> Iterator[Sequence[Any]]:
    """The first sheet's lines as stored; a file that breaks off in the middle is refused like one that never was."""
    try:
        _must_unpack(file, MOST_UNPACKED_PLAIN if plain else MOST_UNPACKED)
        book = load_workbook(file, read_only=True, data_only=not plain)
        within = {"max_row": most_rows + 2, "max_col": MOST_COLUMNS}
        if plain:
            for line in book.worksheets[0].iter_rows(**within):
                yield [FORMULA if cell.data_type == "f" else cell.value for cell in line]
        else:
            yield from book.worksheets[0].iter_rows(values_only=True, **within)
    except UNREADABLE as error:
        raise unreadable() from error


def unreadable() -> Refused:
    return Refused(
        "sheet.unreadable",
        Say(
            "这不是能读的 XLSX 文件；请在表格软件中另存为 .xlsx",
            "this is no XLSX file we can read; save it as .xlsx",
        ),
    )


def refuse_joined(file: BinaryIO | Path) -> None:
    """Refused `sheet.joined` with every range of cells joined together in any of its sheets."""
    try:
        _must_unpack(file, MOST_UNPACKED_PLAIN)
        with ZipFile(file) as packed:
            sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
            found = [ref for name in sheets for ref in JOINED.findall(packed.read(name))]
    except UNREADABLE as error:
        raise unreadable() from error
    if found:
        raise Refused(
            "sheet.joined",
            Say("表格里有合并的单元格，没有导入", "some cells are joined together; nothing was imported"),
            [
                Problem(ref.decode(), Say("请拆分，每格各填各的", "split them and fill in each"))
                for ref in found
            ],
        )


def _must_unpack(file: BinaryIO | Path, most: int) -> None:
    """A few hundred kilobytes can unpack to gigabytes. The sizes a file states are never exceeded in reading it."""
    with ZipFile(file) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > most:
        raise Refused(
            "sheet.too_large",
            Say("表格解开后太大，请分开导入", "the sheet is too large once unpacked; split the file"),
        )
