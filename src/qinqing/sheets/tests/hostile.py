"""Sheets nobody means well with: each by name, as bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

HEAD = ("工号", "任职日期")


def _saved(fill: Callable[[Workbook], None]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.worksheets[0].append(HEAD)
    fill(book)
    book.save(out)
    return out.getvalue()


def _formulas(book: Workbook) -> None:
    book.worksheets[0].append(('=HYPERLINK("http://a","b")', "2026-01-01"))


def _joined(book: Workbook) -> None:
    book.worksheets[0].append(("O1", "2026-01-01"))
    book.worksheets[0].merge_cells("A2:A3")


def _long_cell(book: Workbook) -> None:
    book.worksheets[0].append(("longcell", "2026-01-01"))


def _far_cell(book: Workbook) -> None:
    book.worksheets[0]["XFD1048576"] = "远"


def _headings(book: Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.delete_rows(1)
    sheet.append(("工号", "工号", "=1+1", "口令"))
    sheet.append(("O1", "O2", "x", "y"))


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.namelist():
            held = before.read(part)
            after.writestr(part, change(held) if part == name else held)
    return out.getvalue()


def _bomb() -> bytes:
    return with_part(_saved(_long_cell), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 200_000_000)


SHEETS: dict[str, Callable[[], bytes]] = {
    "公式": lambda: _saved(_formulas),
    "合并单元格": lambda: _saved(_joined),
    "表头不对": lambda: _saved(_headings),
    "极远处的单元格": lambda: _saved(_far_cell),
    "十兆字的单元格": lambda: with_part(
        _saved(_long_cell),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"longcell", b"A" * 10_000_000),
    ),
    "解压炸弹": _bomb,
    "没有表": lambda: with_part(_saved(_long_cell), "xl/workbook.xml", lambda xml: b"<x/>"),
    "断在中间": lambda: _saved(_long_cell)[:-400],
    "不是表格": lambda: b"PK\x03\x04nothing",
    "网页": lambda: b"<html>",
}
