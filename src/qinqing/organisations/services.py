"""Importing parties from a spreadsheet: all rows or none, with a report row by row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from qinqing.organisations.heads import mark_heads
from qinqing.organisations.models import Department, Enterprise, Holding, Official
from qinqing.organisations.sheets import COLUMNS, KEYS, check_rows
from qinqing.record.erasing.back import refuse_erased
from qinqing.record.services import Acting, service, write_entry
from qinqing.sheets.reading import Row, read_sheet

# How many of a sheet's keys its entry commits to: an entry is small, the sheet is the importer's own.
KEYS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each row: (row number, key, 'new' | 'changed' | 'same')."""

    kind: str
    rows: tuple[tuple[int, str, str], ...]

    def count(self, outcome: str) -> int:
        return sum(1 for _, _, became in self.rows if became == outcome)


def import_parties(actor: Acting, kind: str, file: BinaryIO | Path) -> Report:
    """Read, check and load one sheet of `kind`. Refused whole with every problem."""
    rows = read_sheet(file, COLUMNS[kind])
    known = {
        "departments": set(Department.objects.values_list("key", flat=True)),
        "enterprises": set(Enterprise.objects.values_list("key", flat=True)),
    }
    parents = dict(Department.objects.values_list("key", "parent__key")) if kind == "departments" else {}
    check_rows(kind, rows, known, parents)
    refuse_erased((kind, row.cells[KEYS.get(kind, "holder_id")]) for row in rows)
    return _load(actor, kind, rows)


@service("organisations.import", fields=("kind", "rows"))
def _load(actor: Acting, kind: str, rows: list[Row]) -> Report:
    load = {
        "departments": _department,
        "officials": _official,
        "enterprises": _enterprise,
        "holdings": _holding,
    }[kind]
    fresh = _create_departments(rows) if kind == "departments" else set()
    keys = [row.cells[KEYS.get(kind, "holder_id")] for row in rows]
    became = [load(row.cells) for row in rows]
    mark_heads()
    report = Report(
        kind,
        tuple(
            (row.number, key, "new" if key in fresh else outcome)
            for row, key, outcome in zip(rows, keys, became, strict=True)
        ),
    )
    write_entry(
        actor,
        "parties",
        {"kind": kind, "keys": keys[:KEYS_KEPT]},
        kind=kind,
        rows=len(rows),
    )
    return report


def _create_departments(rows: list[Row]) -> set[str]:
    """First all rows exist, then they may point at each other in any order. Keys of those that are new."""
    known = set(Department.objects.values_list("key", flat=True))
    fresh = [row.cells for row in rows if row.cells["department_id"] not in known]
    Department.objects.bulk_create(Department(key=c["department_id"], name=c["name"]) for c in fresh)
    return {cells["department_id"] for cells in fresh}


# Below: a column the sheet does not have leaves what is stored as it is; an empty cell empties it.


def _department(cells: dict[str, Any]) -> str:
    given = _given(cells, "name", "until")
    for name in ("parent", "successor"):
        if f"{name}_id" in cells:
            given[name] = _by_key(Department, cells[f"{name}_id"])
    return _save(Department, {"key": cells["department_id"]}, given)


def _official(cells: dict[str, Any]) -> str:
    given = _given(cells, "name", "post", "leader", "since", "until")
    given["department"] = _by_key(Department, cells["department_id"])
    return _save(Official, {"key": cells["official_id"]}, given)


def _enterprise(cells: dict[str, Any]) -> str:
    given = _given(cells, "name", "ownership", "size", "region", "industry", "founded_on")
    return _save(Enterprise, {"key": cells["enterprise_id"]}, given)


def _holding(cells: dict[str, Any]) -> str:
    given = _given(cells, "share", "until")
    if given.get("share") == "":
        given["share"] = None
    which = {"holder_key": cells["holder_id"], "since": cells.get("since")}
    return _save(Holding, {**which, "enterprise": _by_key(Enterprise, cells["enterprise_id"])}, given)


def _given(cells: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: cells[name] for name in names if name in cells}


def _save(model: Any, which: dict[str, Any], given: dict[str, Any]) -> str:
    found = model.objects.filter(**which).first()
    if found is None:
        model.objects.create(**which, **given)
        return "new"
    if all(getattr(found, name) == value for name, value in given.items()):
        return "same"
    for name, value in given.items():
        setattr(found, name, value)
    found.save()
    return "changed"


def _by_key(model: Any, key: str | None) -> Any:
    return model.objects.get(key=key) if key else None
