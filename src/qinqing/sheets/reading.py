"""Spreadsheets people upload: a first row of headings we know, then rows; every problem named by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl.cell.cell import ERROR_CODES

from qinqing.refusals import Problem, Refused, Say
from qinqing.sheets.workbook import FORMULA, refuse_joined, stored_lines

MOST_ROWS = 50_000
# Of a cell that cannot be used, so much is quoted.
QUOTED = 40
YES = {"是", "true", "yes", "1", "y"}
NO = {"否", "false", "no", "0", "n", ""}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an upload: our name, the headings it goes by, its kind, the words it may hold (→ our value)."""

    name: str
    headings: tuple[str, ...]
    kind: str = "text"
    required: bool = True
    choices: Mapping[str, str] | None = None
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: its number in the sheet and its cells by our column names."""

    number: int
    cells: dict[str, Any]


def read_sheet(
    file: BinaryIO | Path, columns: Sequence[Column], *, most_rows: int = 0, plain: bool = False
) -> list[Row]:
    """The first sheet's rows, typed. Refused whole, with every problem, when anything does not fit.

    `plain`: cells joined together and formulas are refused too, `sheet.joined` and `sheet.rows`: what stands there for the
    reader is not what a program finds.
    """
    if plain:
        refuse_joined(file)
    lines = _lines(file, most_rows or MOST_ROWS, plain)
    places = _places(next(lines, ()), columns)
    problems: list[Problem] = []
    rows = [
        Row(number, _cells(number, line, places, problems))
        for number, line in enumerate(lines, start=2)
        if any(_text(c) for c in line)
    ]
    if problems:
        raise Refused(
            "sheet.rows",
            Say(
                f"表格有 {len(problems)} 处不能读，一行也没有导入",
                f"{len(problems)} cells cannot be read; no row was imported",
            ),
            problems,
        )
    if not rows:
        raise Refused("sheet.empty", Say("表格里没有数据行", "the sheet holds no rows"))
    return rows


def _lines(file: BinaryIO | Path, most_rows: int, plain: bool) -> Iterator[Sequence[Any]]:
    for number, line in enumerate(stored_lines(file, most_rows, plain)):
        if number > most_rows:
            raise Refused(
                "sheet.too_long",
                Say(f"超过 {most_rows} 行，请分开导入", f"more than {most_rows} rows; split the file"),
            )
        yield line


def _places(head: Sequence[Any], columns: Sequence[Column]) -> dict[int, Column]:
    """Position → column; refused with every heading that is missing, unknown or there twice."""
    known = {heading.lower(): column for column in columns for heading in (column.name, *column.headings)}
    places, problems, seen = {}, [], set()
    for position, cell in enumerate(head):
        heading = _text(cell).lower()
        column = known.get(heading)
        if not heading:
            continue
        if column is None:
            problems.append(Problem(at_row(1, _quoted(cell)), Say("不认识这一列", "unknown column")))
        elif column.name in seen:
            problems.append(
                Problem(at_row(1, _text(cell)), Say("这一列出现了两次", "this column stands twice"))
            )
        else:
            places[position] = column
            seen.add(column.name)
    problems += [
        Problem(at_row(1), Say(f"缺少“{c.headings[0]}”一列", f"the column {c.name!r} is missing"))
        for c in columns
        if c.required and c.name not in seen
    ]
    if problems:
        raise Refused(
            "sheet.headings",
            Say("表头不对，没有导入", "the headings are wrong; nothing was imported"),
            problems,
        )
    return places


def _cells(
    number: int, line: Sequence[Any], places: dict[int, Column], problems: list[Problem]
) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for position, column in places.items():
        given = line[position] if position < len(line) else None
        try:
            cells[column.name] = _cell(given, column)
        except ValueError as wrong:
            problems.append(Problem(at_row(number, column.headings[0]), _said(given, wrong.args[0])))
    return cells


def at_row(number: int, heading: str = "") -> Say:
    """第3行 企业名称: where something stands in a sheet, whatever the language of who reads it; its headings are its own."""
    return Say(f"第{number}行 {heading}".rstrip(), f"row {number} {heading}".rstrip())


def _said(given: Any, wrong: Say) -> Say:
    """Of an empty cell there is nothing to quote."""
    if not (quoted := _quoted(given)):
        return wrong
    return Say(f"“{quoted}”不能用，{wrong.zh}", f"{quoted!r} cannot be used, {wrong.en}")


def _cell(given: Any, column: Column) -> Any:
    text = _text(given)
    if text == FORMULA:
        raise ValueError(Say("这里是公式，请改成数值或者文字", "this is a formula: put its value there"))
    if text in ERROR_CODES:
        raise ValueError(Say("公式没有算出结果", "the formula has no result"))
    if len(text) > column.longest:
        raise ValueError(Say(f"最多 {column.longest} 个字符", f"at most {column.longest} characters"))
    if not text and column.kind != "bool":
        if column.required:
            raise ValueError(Say("不能为空", "it may not be empty"))
        return None if column.kind == "date" else ""
    if column.choices is not None:
        return _choice(text, column.choices)
    return {
        "text": lambda: text,
        "date": lambda: _date(given, text),
        "bool": lambda: _bool(text),
        "share": lambda: _share(text),
    }[column.kind]()


def _choice(text: str, choices: Mapping[str, str]) -> str:
    if text in choices.values():
        return text
    if text not in choices:
        raise ValueError(
            Say(f"应为{'、'.join(choices)}之一", f"expected one of {', '.join(choices.values())}")
        )
    return choices[text]


def _date(given: Any, text: str) -> date:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(Say("日期写法如 2026-12-01", "write dates as 2026-12-01")) from error


def _bool(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValueError(Say("应为“是”或“否”", "expected yes or no"))


def _share(text: str) -> float:
    """A share as 0.6 or 60%."""
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError as error:
        raise ValueError(
            Say("应为 0 至 1 的数，或百分比", "expected a number from 0 to 1, or a percentage")
        ) from error
    if not 0 <= number <= 1:
        raise ValueError(Say("应在 0 至 1 之间", "expected from 0 to 1"))
    return number


def _quoted(cell: Any) -> str:
    """A cell in a sentence: a formula by its sign, a long text by its beginning."""
    text = _text(cell).removeprefix("\0")
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}……"


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
