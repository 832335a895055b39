"""A sheet is whole or not there, its days are days, and no text in it is ever reckoned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet._writer import ALL_TEMP_FILES

from qinqing.sheets.formulas import FORMULA_STARTS
from qinqing.sheets.reading import Column, read_sheet
from qinqing.sheets.writing import LONGEST_CELL, Heading, write_sheet

HEADINGS = (Heading("编号"), Heading("名称", 30))


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_whatever_a_text_begins_with_it_stays_one(tmp_path: Path, start: str) -> None:
    place, words = tmp_path / "a.xlsx", f"{start}HYPERLINK(1)"
    write_sheet(place, "表", HEADINGS, [("1", words)])
    found = load_workbook(place).worksheets[0]["B2"]
    assert (found.data_type, found.quotePrefix) == ("s", True)
    assert found.value.strip() == words.strip()
    assert b"<f>" not in ZipFile(place).read("xl/worksheets/sheet1.xml")


def test_days_and_numbers_are_what_they_are(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    write_sheet(
        place, "表", HEADINGS, [(date(2026, 10, 20), 3), (datetime(2026, 10, 20, 8, 30, tzinfo=UTC), True)]
    )
    rows = [*load_workbook(place).worksheets[0].iter_rows(min_row=2)]
    assert (str(rows[0][0].value), rows[0][0].number_format) == ("2026-10-20 00:00:00", "yyyy-mm-dd")
    assert (rows[0][1].value, rows[1][1].value) == (3, "是")


def test_what_the_format_cannot_hold_is_left_out_and_cut(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    write_sheet(place, "表", HEADINGS, [("\0\x0b甲", "长" * (LONGEST_CELL + 5))])
    one, two = (cell.value for cell in next(load_workbook(place).worksheets[0].iter_rows(min_row=2)))
    assert one == "甲" and len(two) == LONGEST_CELL and two.endswith("其余略去）")


def test_a_sheet_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[str]]:
        yield ("1",)
        raise RuntimeError

    before = [*ALL_TEMP_FILES]
    with pytest.raises(RuntimeError):
        write_sheet(tmp_path / "a.xlsx", "表", HEADINGS, rows())
    assert [*tmp_path.iterdir()] == [] and before == ALL_TEMP_FILES


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    place, told = tmp_path / "a.xlsx", list[int]()
    write_sheet(place, "表", HEADINGS, [("1", "=1+1")] * 450, told.append)
    read = read_sheet(place, (Column("number", ("编号",)), Column("name", ("名称",))), plain=True)
    assert len(read) == 450 and read[0].cells == {"number": "1", "name": "=1+1"}
    assert told == [200, 400, 450] and place.stat().st_mode & 0o777 == 0o600
