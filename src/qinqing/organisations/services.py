"""Importing parties from a spreadsheet: all rows or none, with a report row by row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from qinqing.organisations.models import Department, Enterprise, Holding, Official
from qinqing.organisations.sheets import COLUMNS, KEYS, check_rows
from qinqing.record.services import Acting, service, write_entry
from qinqing.sheets.reading import Row, read_sheet


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
    check_rows(kind, rows, known)
    return _load(actor, kind, rows)


@service("organisations.import", fields=("kind", "rows"))
def _load(actor: Acting, kind: str, rows: list[Row]) -> Report:
    load = {
        "departments": _department,
        "officials": _official,
        "enterprises": _enterprise,
        "holdings": _holding,
    }[kind]
    if kind == "departments":
        for row in rows:  # first all rows exist, then they may point at each other in any order
            Department.objects.get_or_create(
                key=row.cells["department_id"], defaults={"name": row.cells["name"]}
            )
    report = Report(
        kind, tuple((row.number, row.cells.get(KEYS.get(kind, ""), ""), load(row.cells)) for row in rows)
    )
    write_entry(
        actor,
        "parties",
        {"kind": kind, "keys": [key for _, key, _ in report.rows][:1000]},
        kind=kind,
        rows=len(rows),
    )
    return report


def _department(cells: dict[str, Any]) -> str:
    given = {
        "name": cells["name"],
        "until": cells.get("until"),
        "parent": _by_key(Department, cells.get("parent_id")),
        "successor": _by_key(Department, cells.get("successor_id")),
    }
    return _save(Department, cells["department_id"], given)


def _official(cells: dict[str, Any]) -> str:
    given = {name: cells.get(name) for name in ("name", "post", "leader", "since", "until")}
    return _save(
        Official, cells["official_id"], {**given, "department": _by_key(Department, cells["department_id"])}
    )


def _enterprise(cells: dict[str, Any]) -> str:
    given: dict[str, Any] = {
        name: cells.get(name) or ""
        for name in ("name", "ownership", "size", "region", "industry")
        if name in cells
    }
    return _save(Enterprise, cells["enterprise_id"], {**given, "founded_on": cells.get("founded_on")})


def _holding(cells: dict[str, Any]) -> str:
    enterprise = Enterprise.objects.get(key=cells["enterprise_id"])
    share = cells.get("share")
    _, new = Holding.objects.update_or_create(
        holder_key=cells["holder_id"],
        enterprise=enterprise,
        since=cells.get("since"),
        defaults={"share": share if share != "" else None, "until": cells.get("until")},
    )
    return "new" if new else "changed"


def _save(model: Any, key: str, given: dict[str, Any]) -> str:
    found = model.objects.filter(key=key).first()
    if found is None:
        model.objects.create(key=key, **given)
        return "new"
    if all(getattr(found, name) == value for name, value in given.items()):
        return "same"
    for name, value in given.items():
        setattr(found, name, value)
    found.save()
    return "changed"


def _by_key(model: Any, key: str | None) -> Any:
    return model.objects.get(key=key) if key else None
