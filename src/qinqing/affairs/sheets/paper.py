"""The sheet for applications that came on paper: its columns are the item's own fields and papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qinqing.affairs.catalogue.model import Field, Item, Paper
from qinqing.affairs.filled import LONGEST_NUMBER, at_field, at_paper
from qinqing.record.words import LONGEST
from qinqing.sheets.reading import Column
from qinqing.sheets.writing import Heading, write_sheet

FIRM, NAME, ON, CHANNEL = "_firm", "_name", "_on", "_channel"
CHANNELS = {"窗口": "counter", "电话": "phone"}
# Entered in one go or not at all: others wait for the database meanwhile, some seconds at most.
MOST_ROWS = 200
BASE = (
    Column(FIRM, ("统一社会信用代码",)),
    Column(NAME, ("企业名称",), required=False),
    Column(ON, ("收件日期",), "date"),
    Column(CHANNEL, ("渠道",), choices=CHANNELS),
)
YES_NO = {"是": "yes", "否": "no"}


def columns_of(item: Item) -> list[Column]:
    """What the firm register fills in has no column; what else the bureau may hold may stay empty."""
    return [
        *BASE,
        *(_of_field(field) for field in asked_fields(item)),
        *(_of_paper(p) for p in asked_papers(item)),
    ]


def asked_fields(item: Item) -> list[Field]:
    return [field for field in item.fields if field.source.kind != "register"]


def asked_papers(item: Item) -> list[Paper]:
    return [paper for paper in item.papers if paper.source.kind != "register"]


def _of_field(field: Field) -> Column:
    """Whether it must be filled in is asked row by row: the bureau may hold it of this firm."""
    choices = {choice.label.zh: choice.key for choice in field.choices} or None
    if field.kind == "yes_no":
        choices = YES_NO
    kind = "date" if field.kind == "date" else "text"
    return Column(_key(at_field(field.key)), (field.label.zh,), kind, False, choices, LONGEST)


def _of_paper(paper: Paper) -> Column:
    return Column(_key(at_paper(paper.key)), (heading_of(paper),), required=False, longest=LONGEST_NUMBER)


def heading_of(paper: Paper) -> str:
    return f"{paper.title.zh}（窗口递交编号）"


def _key(pointer: str) -> str:
    return pointer.strip("/")


def headings_by_place(item: Item) -> dict[str, str]:
    """Where a problem of a filled-in application is said to be → the column it stands in."""
    return {f"/{column.name}": column.headings[0] for column in columns_of(item)}


def template(item: Item) -> bytes:
    """The empty sheet: headings only."""
    headings = [
        Heading(column.headings[0], max(12, 2 * len(column.headings[0]))) for column in columns_of(item)
    ]
    with TemporaryDirectory() as folder:
        place = Path(folder) / "sheet.xlsx"
        write_sheet(place, item.title.zh, headings, ())
        return place.read_bytes()


def as_rows(rows: Iterator[Any] | list[Any]) -> list[dict[str, Any]]:
    """Rows as read, ready to be kept as JSON until they are entered: number and cells, days as ISO dates."""
    return [
        {
            "row": row.number,
            **{
                key: value.isoformat() if isinstance(value, date) else value
                for key, value in row.cells.items()
            },
        }
        for row in rows
    ]


def fields_in(item: Item, row: dict[str, Any]) -> dict[str, str]:
    found = ((field.key, row.get(_key(at_field(field.key))) or "") for field in asked_fields(item))
    return {key: value for key, value in found if value}


def papers_in(item: Item, row: dict[str, Any]) -> dict[str, Any]:
    found = ((paper.key, row.get(_key(at_paper(paper.key))) or "") for paper in asked_papers(item))
    return {key: {"how": "counter", "no": number} for key, number in found if number}
