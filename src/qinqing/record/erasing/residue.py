"""Whatever still names the person in any text of any table: sought everywhere, so that no app can be forgotten.

Measures and rules are public texts that many may share a word with; what they hold is left as it is (`IMPERSONAL`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from qinqing.record.binding import Protected
from qinqing.record.erasing.subject import Subject

# Texts of law and of rules, and the log's own tables: their bytes are public, signed or sealed, and name nobody.
IMPERSONAL = frozenset({"measures", "record", "contenttypes", "auth"})
IMPERSONAL_MODELS = frozenset({"oversight.ruletext", "oversight.valueversion"})


@dataclass
class Residue:
    """Rows by table that named the person, and those of them an entry must set anew."""

    rows: dict[str, int] = field(default_factory=dict)
    protected: list[Protected] = field(default_factory=list)


def residue(subject: Subject, *, scrub: bool, known: Collection[tuple[type[Model], Any]] = ()) -> Residue:
    """With `scrub` false only counted, without the rows that are `known` to be theirs."""
    found = Residue()
    for model in searched_models():
        for row, new in naming(model, subject):
            if (model, row.pk) in known:
                continue
            label = model._meta.label_lower
            found.rows[label] = found.rows.get(label, 0) + 1
            if scrub:
                model._base_manager.filter(pk=row.pk).update(**new)
            if isinstance(row, Protected):
                found.protected.append(row)
    return found


def searched_models() -> list[type[Model]]:
    every = apps.get_models(include_auto_created=True)
    return [
        model
        for model in every
        if model._meta.managed
        and model._meta.app_label not in IMPERSONAL
        and model._meta.label_lower not in IMPERSONAL_MODELS
        and texts_of(model)
    ]


def texts_of(model: type[Model]) -> list[Field[Any, Any]]:
    """Columns that can hold words. A fixed set of words names nobody; a key is what other rows point by."""
    kinds = (CharField, TextField, JSONField)
    return [
        f for f in model._meta.concrete_fields if isinstance(f, kinds) and not f.choices and not f.primary_key
    ]


def naming(model: type[Model], subject: Subject) -> Iterator[tuple[Model, dict[str, Any]]]:
    """Rows that name the person, with what these columns should hold instead."""
    if not (subject.keys or subject.names):
        return
    columns = texts_of(model)
    written = {f"_{f.attname}": Cast(f.attname, TextField()) for f in columns if isinstance(f, JSONField)}
    wanted = Q()
    for column in columns:
        name = f"_{column.attname}" if isinstance(column, JSONField) else column.attname
        for mark in (*subject.keys, *subject.names):
            for spelt in {mark, json.dumps(mark)[1:-1]}:  # SQLite keeps JSON in ASCII
                wanted |= Q(**{f"{name}__contains": spelt})
    for row in list(model._base_manager.annotate(**written).filter(wanted).order_by("pk")):
        new = {f.attname: changed for f in columns if (changed := _changed(f, row, subject)) is not None}
        if new:
            yield row, new


def _changed(column: Field[Any, Any], row: Model, subject: Subject) -> Any:
    """None where the column does not name the person."""
    before = getattr(row, column.attname)
    after = subject.rid(before)
    if after == before:
        return None
    return after[: column.max_length] if isinstance(after, str) and column.max_length else after
