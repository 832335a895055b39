"""One cell of a fact table from one row of a source, written as the contract's CSV would have it."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from decimal import Decimal

from qinqing.facts.cells import DECIMAL
from qinqing.facts.mapping.read import Cell, SourceRow
from qinqing.facts.mapping.spec import CellRule
from qinqing.facts.shown import shorten
from qinqing.refusals import Say

SEPARATOR = "\x1f"
HASH_LENGTH = 16  # hex digits: 64 bits, no accidental clash among a county's rows
NUMBERS = ("int", "grade", "money", "double", "share")


class Unfit(Exception):
    """A cell that cannot be made; says why."""

    def __init__(self, says: Say):
        super().__init__(says.en)
        self.says = says


def make_cell(rule: CellRule, row: SourceRow) -> str | None:
    """The cell as text, None for null; Unfit where the source's value has no place."""
    if rule.constant is not None:
        return rule.constant or None
    if rule.counter is not None:
        return f"{rule.counter}{row.number}"
    if rule.hash:
        return rule.prefix + digest([plain(row.cells.get(name)) or "" for name in rule.hash])
    return from_column(rule, row.cells.get(rule.column or ""))


def digest(cells: list[str]) -> str:
    return hashlib.sha256(SEPARATOR.join(cells).encode()).hexdigest()[:HASH_LENGTH]


def plain(cell: Cell) -> str | None:
    return cell.isoformat() if isinstance(cell, date) else cell


def from_column(rule: CellRule, cell: Cell) -> str | None:
    text = plain(cell)
    if text in rule.values:
        return rule.values[text] or None
    if text is None or text in rule.empty:
        return None
    if rule.values:
        return not_listed(text) if rule.otherwise is None else rule.otherwise or None
    if rule.target.type in ("date", "time"):
        return as_day_or_time(rule, cell, text)
    if rule.target.type in NUMBERS:
        return as_number(rule, text)
    return rule.prefix + text


def not_listed(text: str) -> str:
    shown = shorten(text)
    raise Unfit(Say(f"映射的 values 中没有“{shown}”", f"{shown!r} is not among the mapping's values"))


def as_day_or_time(rule: CellRule, cell: Cell, text: str) -> str:
    """Without formats the text stands as it is and must be ISO; a spreadsheet's own dates need none."""
    if isinstance(cell, str) and not rule.formats:
        return text
    moment = parse_moment(rule, text) if isinstance(cell, str) else datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=rule.zone)
    return moment.date().isoformat() if rule.target.type == "date" else moment.isoformat()


def parse_moment(rule: CellRule, text: str) -> datetime:
    for form in rule.formats:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  # the rule's zone is added where a time is wanted
        except ValueError:
            continue
    forms, shown = "、".join(rule.formats), shorten(text)
    raise Unfit(
        Say(
            f"“{shown}”不是 {forms} 形式的日期",
            f"{shown!r} is no date of the form {' or '.join(rule.formats)}",
        )
    )


def as_number(rule: CellRule, text: str) -> str:
    for part in rule.remove:
        text = text.replace(part, "")
    text = text.strip()
    if rule.times == 1:
        return text
    if not re.fullmatch(DECIMAL, text):
        shown = shorten(text)
        raise Unfit(Say(f"“{shown}”不是普通小数", f"{shown!r} is no plain decimal"))
    return f"{Decimal(text) * rule.times:f}"
