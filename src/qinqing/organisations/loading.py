"""Parties of a fact folder into organisations: what a sweep brings updates rows by their fact id, never duplicates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import duckdb
from django.conf import settings
from django.db.models import Case, When

from qinqing.organisations.models import Department, Enterprise, Holding, Official

BATCH = 2000
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


def mark_heads() -> None:
    """Who the bureau's heads are, the installation says (QINQING_HEADS): a fact folder cannot tell."""
    if settings.HEADS:
        Official.objects.update(head=Case(When(key__in=settings.HEADS, then=True), default=False))


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
    Holding.objects.all().delete()
    Holding.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _upsert(model: Any, rows: list[Any], fields: tuple[str, ...]) -> None:
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=list(fields), batch_size=BATCH
    )


def _pick(row: Row, names: tuple[str, ...]) -> Row:
    """Columns of a row under the names of the model; text columns hold '' where the fact is missing."""
    dated = ("since", "until", "founded_on")
    return {name: row[name] if row[name] is not None or name in dated else "" for name in names}
