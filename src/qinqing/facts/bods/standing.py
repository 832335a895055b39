"""Which statement of a record stands: a later one replaces an earlier one whole (BODS 0.4, `recordId`)."""

from __future__ import annotations

from collections.abc import Iterable

from qinqing.facts.bods.read import Statement
from qinqing.facts.parts import text


def standing(statements: Iterable[Statement]) -> dict[tuple[str, str], Statement]:
    """(kind of record, its id) → the latest statement about it; of one day, the last in the file."""
    latest: dict[tuple[str, str], Statement] = {}
    for statement in statements:
        earlier = latest.get(record_of(statement))
        if earlier is None or declared(statement) >= declared(earlier):
            latest[record_of(statement)] = statement
    return latest


def record_of(statement: Statement) -> tuple[str, str]:
    return statement["recordType"], statement["recordId"]


def declared(statement: Statement) -> str:
    """Its day or moment, comparable as text; an undated statement is the earliest."""
    return text(statement, "statementDate") or ""


def ended_on(statement: Statement) -> str | None:
    """A closed record ends on the day it was declared closed, unless an interest says when it ended."""
    return text(statement, "statementDate") if statement.get("recordStatus") == "closed" else None
