"""Several questions of one shape asked together: each served by its own index, a few rows of each compared here.

A list over many units in one order is no range of any index; the first rows of each unit are, and one of SQL's oldest
sentences puts them together on either database. Django's own union takes no limits within on SQLite.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from qinqing.affairs.models import Application

Rows = QuerySet[Application]


def first_of(several: Sequence[Rows], most: int, *, newest: bool = False) -> list[int]:
    """The keys of the first `most` rows of all, by act_by and id; `newest`: the last ones, backwards."""
    union, given = _union([rows.values_list("act_by", "id") for rows in several])
    if not union:
        return []
    way = "DESC" if newest else "ASC"
    asked = f"SELECT id FROM ({union}) AS every ORDER BY act_by {way}, id {way} LIMIT %s"  # noqa: S608  # Django's own
    with connection.cursor() as cursor:
        cursor.execute(asked, [*given, most])
        return [row[0] for row in cursor.fetchall()]


def count_of(several: Sequence[Rows]) -> int:
    """How many rows all have together, each within its own limit."""
    union, given = _union([rows.values_list("id") for rows in several])
    if not union:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({union}) AS every", given)  # noqa: S608  # Django's own sentences
        return int(cursor.fetchone()[0])


def _union(several: Sequence[QuerySet[Any, Any]]) -> tuple[str, list[Any]]:
    """The sentence with its parameters; '' where none can have a row."""
    parts: list[str] = []
    given: list[Any] = []
    for rows in several:
        try:
            sql, own = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT * FROM ({sql}) AS part{len(parts)}")  # noqa: S608  # Django's own sentence
        given += own
    return " UNION ALL ".join(parts), given
