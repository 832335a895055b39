"""One question asked of several units at once: each answered from its own place in the index, put in order here.

A list over many units in one order is no range of any index; the first rows of each unit are. Django's own union takes
no limits within on SQLite, and writing the same question anew for each unit would take longer than answering it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from qinqing.affairs.models import Application

# Stands for each unit in turn: no row has it as its department.
EACH = -1


def first_of(
    rows: QuerySet[Application], units: Sequence[int], most: int, *, newest: bool = False
) -> list[int]:
    """The keys of the first `most` rows, by act_by and id; `newest`: the last ones, backwards.

    `rows`: as one unit is asked, with `department=EACH`.
    """
    union, given = _asked_of_each(rows[:most], units)
    if not union:
        return []
    way = "DESC" if newest else "ASC"
    asked = f"SELECT id FROM ({union}) AS every ORDER BY act_by {way}, id {way} LIMIT %s"  # noqa: S608  # Django's own
    with connection.cursor() as cursor:
        cursor.execute(asked, [*given, most])
        return [row[0] for row in cursor.fetchall()]


def count_of(rows: QuerySet[Application], units: Sequence[int], most: int) -> int:
    """How many there are, at most `most` of each unit. In order, so that an index counts and no table is read for it."""
    union, given = _asked_of_each(rows[:most], units)
    if not union:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({union}) AS every", given)  # noqa: S608  # Django's own sentence
        return int(cursor.fetchone()[0])


def _asked_of_each(rows: QuerySet[Application], units: Sequence[int]) -> tuple[str, list[Any]]:
    """The sentence with its parameters; '' where no unit can have a row."""
    try:
        each, given = rows.values_list("act_by", "id").query.sql_with_params()
    except EmptyResultSet:
        return "", []
    parts = [f"SELECT * FROM ({each}) AS unit{n}" for n in range(len(units))]  # noqa: S608  # Django's own sentence
    return " UNION ALL ".join(parts), [unit if one == EACH else one for unit in units for one in given]
