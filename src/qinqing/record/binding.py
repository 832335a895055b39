"""Protected rows: what they hold is fixed by the entry that last set them, so that an edit past the services shows.

    class Finding(Protected): ...                                  # a model whose rows are protected
    write_entry(actor, case, payload, sets=[finding, disposition])   # the entry commits to what they hold now

The entry's payload then names each row with a digest of its columns; `qinqing log verify --db` compares.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.db import models

CHUNK = 500
# The id the running service's entry will have: known before its rows are written.
entry_to_come: ContextVar[UUID | None] = ContextVar("entry_to_come", default=None)


class SetBy(models.ForeignKey[Any, Any]):
    """Names the entry to come as a new row is written, so that the row need not be written twice."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if add and (entry := entry_to_come.get()) is not None:
            setattr(model_instance, self.attname, entry)
        return super().pre_save(model_instance, add)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


class Protected(models.Model):
    """A row whose columns, but those named in `FREE`, only a service may change."""

    FREE: ClassVar[tuple[str, ...]] = ()
    set_by = SetBy("record.Entry", on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True


def protected_models() -> list[type[Protected]]:
    """In order of their tables, so that reports read the same each time."""
    found = (model for model in apps.get_models() if issubclass(model, Protected))
    return sorted(found, key=lambda model: model._meta.label_lower)


def columns_of(model: type[Protected]) -> tuple[str, ...]:
    """The columns an entry fixes today; a later version of the program may have others."""
    fields = model._meta.concrete_fields
    return tuple(f.attname for f in fields if f.attname != "set_by_id" and f.attname not in model.FREE)


def bind(rows: Iterable[Protected], entry_id: UUID) -> dict[str, Any]:
    """Marks the rows as set by this entry; what its payload says of them: `columns` by model, `rows` in order."""
    by_model: dict[type[Protected], list[Protected]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    said: dict[str, Any] = {"columns": {}, "rows": []}
    for model, some in by_model.items():
        columns = columns_of(model)
        said["columns"][key_of(model)] = list(columns)
        said["rows"] += [[key_of(model), str(pk), digest] for pk, digest in _digests_now(some, entry_id)]
        _mark([row for row in some if row.set_by_id != entry_id], entry_id)
    return said


def _digests_now(rows: Sequence[Protected], entry_id: UUID) -> list[tuple[Any, str]]:
    """In order of their keys. A row that was there before is read again: the act need not hold all of it."""
    model = type(rows[0])
    columns = columns_of(model)
    known = {row.pk: digest_of_new(row, columns) for row in rows if row.set_by_id == entry_id}
    read = dict(digests(model, columns, [row.pk for row in rows if not known.get(row.pk)]))
    return sorted({row.pk: known.get(row.pk) or read[row.pk] for row in rows}.items())


def _mark(rows: Sequence[Protected], entry_id: UUID) -> None:
    """Those that were there before; a new row names its entry since it was written."""
    for some in chunks(rows):
        keys = [row.pk for row in some]
        type(some[0])._default_manager.filter(pk__in=keys).update(set_by=entry_id)
        for row in some:
            row.set_by_id = entry_id


def named_rows(rows: Iterable[tuple[type[Protected], Any]]) -> list[list[str]]:
    """Model and key, as payloads name rows."""
    return [[key_of(model), str(pk)] for model, pk in rows]


def key_of(model: type[Protected]) -> str:
    """`oversight_finding`: as entries write keys, lower case without a dot."""
    return model._meta.label_lower.replace(".", "_")


def digests(
    model: type[Protected], columns: Sequence[str], keys: Sequence[Any] | None = None
) -> Iterator[tuple[Any, str]]:
    """Of each row, or those with these keys, as the database holds them: its key and its digest."""
    rows = model._default_manager.order_by("pk")
    for some in chunks(keys) if keys is not None else (None,):
        held = rows.values_list("pk", *columns)
        for pk, *values in held.iterator(CHUNK) if some is None else held.filter(pk__in=some):
            yield pk, digest_of(columns, values)


def digest_of_new(row: Protected, columns: Sequence[str]) -> str | None:
    """Of a row as it was just written, in the form the database gives it back; None where only the database knows."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    try:
        return digest_of(columns, [as_held(fields[name], getattr(row, name)) for name in columns])
    except Unsure:
        return None


class Unsure(Exception):
    """A database may give this value back in another form: an expression it reckons, a float within JSON."""


def as_held(field: models.Field[Any, Any], value: Any) -> Any:
    """`value` as it comes back from a column of this field; Unsure."""
    if value is None:
        return None
    if hasattr(value, "resolve_expression"):
        raise Unsure
    if isinstance(field, models.JSONField):
        return json.loads(json.dumps(value, cls=field.encoder), parse_float=_unsure)
    held = field.to_python(value)
    if isinstance(held, datetime):
        return held.astimezone(UTC)
    if isinstance(field, models.DecimalField):
        return held.quantize(Decimal(1).scaleb(-field.decimal_places))
    return held


def _unsure(text: str) -> None:
    raise Unsure(text)


def digest_of(columns: Sequence[str], values: Sequence[Any]) -> str:
    held = [[name, plain_value(value)] for name, value in zip(columns, values, strict=True)]
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def plain_value(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal() | float():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return bytes(value).hex()
        case None | bool() | int() | str() | list() | dict():
            return value
        case _:
            return str(value)


def chunks(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
