"""Uploaded spreadsheets: headings we know, typed cells, every problem by row and column, nothing half read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from qinqing.refusals import Refused, speaking
from qinqing.sheets import reading, workbook
from qinqing.sheets.reading import Column, read_sheet

COLUMNS = (
    Column("key", ("编号",), longest=10),
    Column("day", ("日期",), "date", required=False),
    Column("share", ("比例",), "share", required=False),
    Column("leader", ("领导干部",), "bool", required=False),
    Column("size", ("规模",), required=False, choices={"大型": "large", "小型": "small"}),
)


def xlsx(*lines: Sequence[Any]) -> io.BytesIO:
    book = Workbook()
    for line in lines:
        book.active.append([*line])
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def refused(*lines: Sequence[Any]) -> Refused:
    with pytest.raises(Refused) as told:
        read_sheet(xlsx(*lines), COLUMNS)
    return told.value


def one(heading: str, cell: Any) -> Any:
    """The cell under `heading` as read."""
    name = next(column.name for column in COLUMNS if heading in column.headings)
    return read_sheet(xlsx(("编号", heading), ("A", cell)), COLUMNS)[0].cells[name]


CELLS = [
    pytest.param("日期", date(2026, 10, 1), date(2026, 10, 1), id="日期格"),
    pytest.param("日期", datetime.fromisoformat("2026-10-01 08:30"), date(2026, 10, 1), id="日期时间格"),
    pytest.param("日期", "2026-10-01", date(2026, 10, 1), id="文字日期"),
    pytest.param("日期", None, None, id="空日期"),
    pytest.param("比例", 0.6, 0.6, id="小数"),
    pytest.param("比例", "60%", 0.6, id="百分比"),
    pytest.param("比例", " 60% ", 0.6, id="前后有空格"),
    pytest.param("比例", 1, 1.0, id="全部"),
    pytest.param("比例", None, "", id="空比例"),
    pytest.param("领导干部", "是", True, id="是"),
    pytest.param("领导干部", "否", False, id="否"),
    pytest.param("领导干部", True, True, id="逻辑值"),
    pytest.param("领导干部", None, False, id="空即否"),
    pytest.param("规模", "大型", "large", id="中文选项"),
    pytest.param("规模", "large", "large", id="本来的值"),
    pytest.param("编号", "\u3000A\u3000", "A", id="全角空格"),
]


@pytest.mark.parametrize(("heading", "cell", "value"), CELLS)
def test_a_cell_is_read_as_people_write_it(heading: str, cell: Any, value: Any) -> None:
    if heading == "编号":
        assert read_sheet(xlsx((heading,), (cell,)), COLUMNS)[0].cells["key"] == value
    else:
        assert one(heading, cell) == value


def test_a_number_stored_as_a_fraction_is_the_number_typed() -> None:
    assert read_sheet(xlsx(("编号",), (12.0,)), COLUMNS)[0].cells["key"] == "12"


WRONG = [
    pytest.param("日期", "2026/10/1", "日期写法", id="斜线日期"),
    pytest.param("日期", "2026年10月1日", "日期写法", id="年月日"),
    pytest.param("日期", "2026-02-30", "日期写法", id="没有的日子"),
    pytest.param("日期", 46296, "日期写法", id="日期成了数字"),
    pytest.param("比例", "六成", "应为 0 至 1", id="文字比例"),
    pytest.param("比例", 1.2, "应在 0 至 1 之间", id="超过全部"),
    pytest.param("比例", "120%", "应在 0 至 1 之间", id="超过百分之百"),
    pytest.param("比例", -0.1, "应在 0 至 1 之间", id="负的"),
    pytest.param("比例", "nan", "应在 0 至 1 之间", id="不是数"),
    pytest.param("领导干部", "也许", "应为“是”或“否”", id="也许"),
    pytest.param("规模", "巨型", "应为大型、小型之一", id="没有的选项"),
    pytest.param("规模", "#REF!", "公式没有算出结果", id="公式出错"),
]


@pytest.mark.parametrize(("heading", "cell", "says"), WRONG)
def test_a_cell_that_cannot_be_read_is_named_with_its_row_and_column(
    heading: str, cell: Any, says: str
) -> None:
    told = refused(("编号", heading), ("A", None), ("B", cell))
    assert told.code == "sheet.rows"
    assert [(str(p.where), says in p.says.zh) for p in told.problems] == [(f"第3行 {heading}", True)]


def test_every_wrong_cell_is_listed_at_once() -> None:
    told = refused(("编号", "日期", "比例"), ("A", "昨天", 7), (None, None, 0.5), ("C", None, "一半"))
    assert [str(p.where) for p in told.problems] == ["第2行 日期", "第2行 比例", "第3行 编号", "第4行 比例"]


def test_a_text_that_is_too_long_is_named() -> None:
    assert "最多 10 个字符" in refused(("编号",), ("一" * 11,)).problems[0].says.zh


def test_a_formula_nobody_calculated_is_an_empty_cell() -> None:
    assert "不能为空" in refused(("编号", "比例"), ("=1+1", 0.5)).problems[0].says.zh


HEADS = [
    pytest.param(("编号", "颜色"), ["第1行 颜色"], id="不认识的列"),
    pytest.param(("日期",), ["第1行"], id="缺必需的列"),
    pytest.param(("编号", "编号"), ["第1行 编号"], id="同一列两次"),
    pytest.param(("编号", "KEY"), ["第1行 KEY"], id="同一列两个名字"),
    pytest.param(("颜色", "日期", "日期"), ["第1行 颜色", "第1行 日期", "第1行"], id="几样一起"),
]


@pytest.mark.parametrize(("head", "where"), HEADS)
def test_headings_that_do_not_fit_are_all_named(head: tuple[str, ...], where: list[str]) -> None:
    told = refused(head, ("A",) * len(head))
    assert (told.code, [str(p.where) for p in told.problems]) == ("sheet.headings", where)


def test_empty_rows_are_passed_over_and_the_numbers_stay_those_of_the_sheet() -> None:
    rows = read_sheet(xlsx(("编号",), ("A",), (None,), ("B",)), COLUMNS)
    assert [(row.number, row.cells["key"]) for row in rows] == [(2, "A"), (4, "B")]


@pytest.mark.parametrize("lines", [[("编号",)], [("编号",), (None,)]], ids=["只有表头", "只有空行"])
def test_a_sheet_without_rows_is_refused(lines: list[tuple]) -> None:
    assert refused(*lines).code == "sheet.empty"


def test_a_sheet_without_anything_lacks_its_headings() -> None:
    assert refused().code == "sheet.headings"


def test_a_sheet_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    assert len(read_sheet(xlsx(("编号",), ("A",), ("B",), ("C",)), COLUMNS)) == 3
    assert refused(("编号",), ("A",), ("B",), ("C",), ("D",)).code == "sheet.too_long"


def changed(part: str, text: bytes | None) -> bytes:
    """A workbook whose `part` holds `text` instead, or is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(xlsx(("编号",), ("A",))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
            elif text is not None:
                new.writestr(name, text)
    return out.getvalue()


def marked(offsets: dict[bytes, int], value: int) -> bytes:
    """A workbook whose every part says `value` at the given place of its two headers."""
    data = bytearray(xlsx(("编号",), ("A",)).getvalue())
    for header, offset in offsets.items():
        at = -1
        while (at := data.find(header, at + 1)) >= 0:
            data[at + offset] = value
    return bytes(data)


FILES = [
    pytest.param(marked({b"PK\x03\x04": 6, b"PK\x01\x02": 8}, 1), id="加了密码"),
    pytest.param(marked({b"PK\x03\x04": 8, b"PK\x01\x02": 10}, 99), id="没人用的压缩方法"),
    pytest.param(b"", id="空文件"),
    pytest.param("编号,日期\nA,2026-10-01\n".encode(), id="CSV"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, id="旧版 XLS"),
    pytest.param(b"PK\x03\x04 broken", id="坏的压缩包"),
    pytest.param(xlsx(("编号",), ("A",)).getvalue()[:-40], id="截断"),
    pytest.param(changed("xl/workbook.xml", None), id="没有工作簿"),
    pytest.param(changed("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), id="表写到一半"),
    pytest.param(changed("xl/worksheets/sheet1.xml", b"not xml at all"), id="表不是 XML"),
    pytest.param(changed("xl/worksheets/sheet1.xml", None), id="没有表"),
    pytest.param(changed("xl/workbook.xml", b"<workbook/>"), id="空工作簿"),
]


@pytest.mark.parametrize("data", FILES)
def test_what_is_no_spreadsheet_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as told:
        read_sheet(io.BytesIO(data), COLUMNS)
    assert told.value.code == "sheet.unreadable"


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 30_000)
    assert refused(("编号",), ("A" * 30_000,)).code == "sheet.too_large"


def test_a_path_is_read_like_an_upload(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(("编号",), ("A",)).getvalue())
    assert read_sheet(path, COLUMNS)[0].cells == {"key": "A"}


def test_an_empty_cell_that_may_not_be_is_said_without_quoting_nothing():
    (problem,) = refused(("编号", "日期"), ("", "2026-12-01")).problems
    assert (str(problem.where), problem.says.zh) == ("第2行 编号", "不能为空")


def test_where_something_stands_is_said_in_the_reader_s_language():
    with speaking("en"):
        (cell,) = refused(("编号", "日期"), ("甲", "明天")).problems
        (heading,) = refused(("编号", "颜色"), ("甲", "红")).problems
        assert (str(cell.where), str(heading.where)) == ("row 2 日期", "row 1 颜色")
