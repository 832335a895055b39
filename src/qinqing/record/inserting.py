"""A row written by one statement, made once for its model: an act writes three, and is measured by what they cost."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connection, models


def insert(row: models.Model) -> None:
    """As `row.save(force_insert=True)` of a model without signals or parents; a key the database counts stays unknown."""
    fields, statement = _statement(type(row))
    given = [field.get_db_prep_save(field.value_from_object(row), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
    row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(model: type[models.Model]) -> tuple[list[models.Field[Any, Any]], str]:
    quote = connection.ops.quote_name
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return fields, f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  # names of ours
