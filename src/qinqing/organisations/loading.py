"""Parties of a fact folder into organisations: what a sweep brings updates rows by their fact id, never duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
from django.db.models import CharField

from qinqing.organisations.heads import mark_heads
from qinqing.organisations.models import Department, Enterprise, Holding, Official
from qinqing.record.erasing.back import refuse_erased
from qinqing.refusals import Problem, Refused, Say

BATCH = 2000
LONGEST_SHOWN = 60
DEPARTMENT = ("name", "until")
OFFICIAL = ("name", "post", "leader", "since", "until")
ENTERPRISE = (
    "name",
    "ownership",
    "size",
    "region",
    "investor_region",
    "industry",
    "founded_on",
    "credit_class",
)

Row = dict[str, Any]
Party = Department | Official | Enterprise | Holding


def load_parties(facts: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> dict[str, int]:
    """Load departments, officials, enterprises and holdings from a folder's views. Returns rows per table.

    Nothing is deleted: a party that left the folder stays, since findings and accounts point at it.
    Only holdings are replaced, as the register states them whole.
    """
    present = set(tables)
    loaders = {
        "departments": _departments,
        "officials": _officials,
        "enterprises": _enterprises,
        "holdings": _holdings,
    }
    return {name: load(facts) for name, load in loaders.items() if name in present}


def _rows(facts: duckdb.DuckDBPyConnection, table: str) -> Iterable[Row]:
    cursor = facts.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # table names come from the contract
    names = [column[0] for column in cursor.description or ()]
    while batch := cursor.fetchmany(BATCH):
        yield from (dict(zip(names, row, strict=True)) for row in batch)


def _departments(facts: duckdb.DuckDBPyConnection) -> int:
    rows = list(_rows(facts, "departments"))
    _upsert(
        Department, [Department(key=r["department_id"], **_pick(r, DEPARTMENT)) for r in rows], DEPARTMENT
    )
    ids = dict(Department.objects.values_list("key", "id"))
    linked = [
        Department(
            id=ids[r["department_id"]],
            key=r["department_id"],
            name=r["name"],
            parent_id=ids.get(r["parent_id"]),
            successor_id=ids.get(r["successor_id"]),
        )
        for r in rows
    ]
    Department.objects.bulk_update(linked, ("parent", "successor"), batch_size=BATCH)
    return len(rows)


def _officials(facts: duckdb.DuckDBPyConnection) -> int:
    departments = dict(Department.objects.values_list("key", "id"))
    rows = [
        Official(key=r["official_id"], department_id=departments[r["department_id"]], **_pick(r, OFFICIAL))
        for r in _rows(facts, "officials")
    ]
    _upsert(Official, rows, (*OFFICIAL, "department"))
    mark_heads()
    return len(rows)


def _enterprises(facts: duckdb.DuckDBPyConnection) -> int:
    rows = [
        Enterprise(key=r["enterprise_id"], group_key=r["group_id"] or "", **_pick(r, ENTERPRISE))
        for r in _rows(facts, "enterprises")
    ]
    _upsert(Enterprise, rows, (*ENTERPRISE, "group_key"))
    return len(rows)


def _holdings(facts: duckdb.DuckDBPyConnection) -> int:
    enterprises = dict(Enterprise.objects.values_list("key", "id"))
    rows = [
        Holding(
            holder_key=r["holder_id"],
            enterprise_id=enterprises[r["enterprise_id"]],
            share=r["share"],
            since=r["since"],
            until=r["until"],
        )
        for r in _rows(facts, "holdings")
    ]
    refuse_overlong(rows)
    refuse_erased(("holdings", row.holder_key) for row in rows)
    Holding.objects.all().delete()
    Holding.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _upsert(model: Any, rows: Sequence[Department | Official | Enterprise], fields: tuple[str, ...]) -> None:
    refuse_overlong(rows)
    refuse_erased((f"{model._meta.model_name}s", row.key) for row in rows)
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=list(fields), batch_size=BATCH
    )


def refuse_overlong(rows: Iterable[Party]) -> None:
    """Refused, all at once: texts longer than the store keeps. SQLite would keep them, PostgreSQL would not."""
    problems = [
        Problem(
            _where(row),
            Say(
                f"{field.verbose_name}有 {len(text)} 个字，最多 {field.max_length} 个字，请在来源中改短。",
                f"{field.name} has {len(text)} characters; at most {field.max_length} are kept: shorten it at its source.",
            ),
        )
        for row in rows
        for field in row._meta.get_fields()
        if isinstance(field, CharField) and len(text := getattr(row, field.name)) > (field.max_length or 0)
    ]
    if problems:
        says = Say("有的文字太长，什么都没有载入。", "Some texts are too long; nothing was loaded.")
        raise Refused("parties.too_long", says, problems)


def _where(row: Party) -> str:
    """`table:key` as evidence names a fact, the key cut where it is what is too long."""
    key = row.holder_key if isinstance(row, Holding) else row.key
    return f"{row._meta.model_name}s:{key[:LONGEST_SHOWN]}"


def _pick(row: Row, names: tuple[str, ...]) -> Row:
    """Columns of a row under the names of the model; text columns hold '' where the fact is missing."""
    dated = ("since", "until", "founded_on")
    return {name: row[name] if row[name] is not None or name in dated else "" for name in names}
