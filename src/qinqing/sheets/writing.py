"""Spreadsheets people take away: Chinese headings, days as days, and no text that ever becomes a formula."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qinqing.sheets.formulas import FORMULA_STARTS

DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
# What a cell of the format holds; the rest is cut off and says so.
LONGEST_CELL = 32_767
CUT = "……（太长，其余略去）"
TOLD_EVERY = 200


class Heading(NamedTuple):
    """One column: what stands above it, and how wide it is in characters."""

    words: str
    width: int = 16


def write_sheet(
    path: Path,
    title: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Any]],
    told: Callable[[int], None] = lambda done: None,
) -> int:
    """Writes the sheet to `path`, whole or not at all, a row at a time; how many rows there were.

    `told` hears how many are done, every so often. Cells: text, numbers, dates, moments with their zone left out, yes
    and no, None. A text stays one whatever it begins with: `=1+1` is shown, never reckoned.
    """
    half = path.with_name(f"{path.name}.new-{secrets.token_hex(4)}")
    try:
        count = _write(half, title, headings, rows, told)
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.chmod(0o600)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return count


def _write(
    path: Path,
    title: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Any]],
    told: Callable[[int], None],
) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = heading.width
    count = 0
    try:
        sheet.append([*_head(sheet, headings)])
        for count, row in enumerate(rows, start=1):
            sheet.append([cell(sheet, value) for value in row])
            if count % TOLD_EVERY == 0:
                told(count)
    except BaseException:
        # What openpyxl keeps of it beside us meanwhile goes too.
        sheet.close()
        sheet._writer.cleanup()
        raise
    book.save(path)
    told(count)
    return count


def _head(sheet: Worksheet, headings: Sequence[Heading]) -> Iterator[Any]:
    for heading in headings:
        made = cell(sheet, heading.words)
        made.font = Font(bold=True)
        yield made


def cell(sheet: Worksheet, value: Any) -> Any:
    """One cell as the format keeps it. What was given as text is text: its type is set, not guessed."""
    match value:
        case None | "":
            return None
        case bool():
            return _text(sheet, "是" if value else "否")
        case int() | float() | Decimal():
            return value
        case datetime():
            return _dated(sheet, value.replace(tzinfo=None), MOMENT)
        case date():
            return _dated(sheet, datetime.combine(value, time()), DAY)
        case _:
            return _text(sheet, str(value))


def _dated(sheet: Worksheet, value: datetime, shown: str) -> Any:
    made = WriteOnlyCell(sheet, value)
    made.number_format = shown
    return made


def _text(sheet: Worksheet, words: str) -> Any:
    clean = ILLEGAL_CHARACTERS_RE.sub("", words)
    if len(clean) > LONGEST_CELL:
        clean = clean[: LONGEST_CELL - len(CUT)] + CUT
    made = WriteOnlyCell(sheet, clean)
    made.data_type = "s"
    if clean.startswith(FORMULA_STARTS):
        # As if somebody had typed an apostrophe first: edited or copied it stays text.
        made.quotePrefix = True
    return made
