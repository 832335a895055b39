"""The two sheets of ties the organ may upload: their columns, and checks across rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qinqing.facts.schema import TABLES
from qinqing.facts.words import value_words
from qinqing.organisations.codes import is_person_number, person_number_problem
from qinqing.refusals import Problem, Refused, Say
from qinqing.sheets.reading import Column, Row, at_row


def _choices(table: str, column: str) -> dict[str, str]:
    """The words a cell may hold → the contract's own."""
    return {value_words(word).zh: word for word in TABLES[table].by_name[column].choices}


# A blank is not "unpaid": it has to be said.
PAID = {"是": "true", "否": "false"}
COLUMNS: dict[str, tuple[Column, ...]] = {
    "kinships": (
        Column("official_id", ("工号",)),
        Column("person_id", ("亲属身份证号或编号", "亲属")),
        Column("relation", ("关系",), choices=_choices("kinships", "relation")),
    ),
    "positions": (
        Column("person_id", ("本人工号、身份证号或编号", "任职人")),
        Column("enterprise_id", ("统一社会信用代码",)),
        Column("role", ("职务",), choices=_choices("positions", "role")),
        Column("paid", ("取酬",), choices=PAID),
        Column("approved_on", ("批准日期",), "date", required=False),
        Column("since", ("任职日期",), "date"),
        Column("until", ("离任日期",), "date", required=False),
    ),
}
# What makes two rows the same tie.
KEYS = {
    "kinships": ("official_id", "person_id"),
    "positions": ("person_id", "enterprise_id", "role", "since"),
}


def check_rows(kind: str, rows: list[Row], known: dict[str, set[str]], today: date) -> None:
    """Refuse with every unknown official or enterprise, wrong identity number, repeat and impossible order.

    `known`: keys by the column they may stand in. Identity numbers are written large, never repeated in a sentence.
    """
    problems = [
        *_numbers(kind, rows, today),
        *_references(kind, rows, known),
        *_repeats(kind, rows),
        *_orders(kind, rows),
    ]
    if problems:
        raise Refused(
            "ties.rows",
            Say(
                f"有 {len(problems)} 处不对，一行也没有导入",
                f"{len(problems)} cells are wrong; nothing was imported",
            ),
            problems,
        )


def _numbers(kind: str, rows: list[Row], today: date) -> Iterable[Problem]:
    for row in rows:
        person = row.cells["person_id"]
        if is_person_number(person):
            row.cells["person_id"] = person.upper()
            if says := person_number_problem(person, today):
                yield _problem(kind, row, "person_id", says)


def _references(kind: str, rows: list[Row], known: dict[str, set[str]]) -> Iterable[Problem]:
    for row in rows:
        for column, keys in known.items():
            value = row.cells.get(column)
            if value and value not in keys:
                says = Say(f"名册里没有“{value}”", f"{value!r} is not on the register")
                yield _problem(kind, row, column, says)


def _repeats(kind: str, rows: list[Row]) -> Iterable[Problem]:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        tie = tuple(row.cells[name] for name in KEYS[kind])
        if tie in seen:
            says = Say(f"与第{seen[tie]}行重复", f"it repeats row {seen[tie]}")
            yield _problem(kind, row, "person_id", says)
        seen.setdefault(tie, row.number)


def _orders(kind: str, rows: list[Row]) -> Iterable[Problem]:
    for row in rows:
        since, until = row.cells.get("since"), row.cells.get("until")
        if since and until and until < since:
            yield _problem(kind, row, "until", Say("止日早于起日", "ends before it begins"))


def _problem(kind: str, row: Row, column: str, says: Say) -> Problem:
    heading = next(known.headings[0] for known in COLUMNS[kind] if known.name == column)
    return Problem(at_row(row.number, heading), says)
