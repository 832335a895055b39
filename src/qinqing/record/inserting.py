"""A row written by one statement, made once for its model: an act writes three, and is measured by what they cost."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection, models


def insert(row: models.Model) -> None:
    """As `row.save(force_insert=True)` of a model without signals or parents."""
    counted, fields, statement = _statement(type(row))
    given = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        if counted:
            row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(model: type[models.Model]) -> tuple[bool, list[models.Field[Any, Any]], str]:
    """Whether the database counts its key and tells it, the columns that are given, and the statement."""
    quote, meta = connection.ops.quote_name, model._meta
    fields = [field for field in meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  # names of ours
    counted = isinstance(meta.pk, models.AutoField)
    return counted, fields, f"{statement} RETURNING {quote(meta.pk.column)}" if counted else statement
