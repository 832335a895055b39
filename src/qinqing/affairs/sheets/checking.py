"""Whether every row of such a sheet could be filed: all that is wrong, by row and column, before one is entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from qinqing.affairs import filled
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.selectors.held import form_for, held_papers
from qinqing.affairs.sheets.paper import CHANNEL, FIRM, NAME, ON, fields_in, headings_by_place, papers_in
from qinqing.organisations.models import Enterprise
from qinqing.refusals import Problem, Say
from qinqing.sheets.reading import at_row

Rows = list[dict[str, Any]]


def problems_of(item: Item, rows: Rows) -> list[Problem]:
    """Every problem of every row."""
    firms = {firm.key: firm for firm in Enterprise.objects.filter(key__in=[row[FIRM] for row in rows])}
    headings, found = headings_by_place(item), list[Problem]()
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        firm = firms.get(row[FIRM])
        same = seen.setdefault(_content(row), row["row"])
        if same != row["row"]:
            words = Say(f"与第{same}行完全相同", f"the same as row {same}")
            found.append(Problem(at_row(row["row"]), words))
        found += _at_row(
            row["row"], [*_of_base(row, firm), *(_of_rest(item, row, firm) if firm else ())], headings
        )
    return found


def _content(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted((key, str(value)) for key, value in row.items() if key != "row"))


def _of_base(row: dict[str, Any], firm: Enterprise | None) -> Iterator[Problem]:
    if firm is None:
        yield Problem(
            "统一社会信用代码",
            Say(f"没有企业“{row[FIRM][:40]}”", f"there is no enterprise {row[FIRM][:40]!r}"),
        )
    elif row.get(NAME) and row[NAME] != firm.name:
        yield Problem("企业名称", Say(f"登记的名称是“{firm.name}”", f"it is registered as {firm.name!r}"))
    if date.fromisoformat(row[ON]) > timezone.localdate():
        yield Problem("收件日期", Say("在今天以后", "lies after today"))
    if row[CHANNEL] not in ("counter", "phone"):
        yield Problem("渠道", Say("应是窗口或者电话", "should be the counter or the phone"))


def _of_rest(item: Item, row: dict[str, Any], firm: Enterprise) -> Iterator[Problem]:
    """As filing asks it, with what the bureau holds of this firm."""
    given, papers = fields_in(item, row), papers_in(item, row)
    known = {one.field.key: one.value for one in form_for(firm, item, given).answers if one.value}
    fields = {**known, **given}
    yield from filled.unknown(item, given, papers)
    yield from filled.classified(item, fields, papers)
    yield from filled.wrong(item, fields)
    yield from filled.missing(item, fields, {**held_papers(firm, item, fields, papers), **papers})


def _at_row(number: int, problems: list[Problem], headings: dict[str, str]) -> Iterator[Problem]:
    for one in problems:
        yield Problem(at_row(number, headings.get(one.at) or str(one.where)), one.says)
