"""Rows written by one statement, made once for their model: an act writes several, and is measured by what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

# As many rows as one statement takes: the databases bound how many values it has.
MOST = 500


def insert(*rows: models.Model) -> None:
    """As `bulk_create` of new rows of one model, without signals or parents; none will do."""
    for start in range(0, len(rows), MOST):
        _insert(rows[start : start + MOST])


def _insert(rows: Sequence[models.Model]) -> None:
    counted, fields, statement = _statement(type(rows[0]), len(rows))
    given = [
        field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        keys = cursor.fetchall() if counted else []
    for row, (key,) in zip(rows, keys, strict=False):
        row.pk = key
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=256)
def _statement(model: type[models.Model], count: int) -> tuple[bool, list[models.Field[Any, Any]], str]:
    """Whether the database counts its key and tells it, the columns that are given, and the statement."""
    quote, meta = connection.ops.quote_name, model._meta
    fields = [field for field in meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
    statement = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {places}"  # noqa: S608  # names of ours
    counted = isinstance(meta.pk, models.AutoField)
    return counted, fields, f"{statement} RETURNING {quote(meta.pk.column)}" if counted else statement
