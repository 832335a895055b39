"""Family ties and posts from a spreadsheet into the organ's register: all rows or none, row by row.

Entries say which sheet and how many rows, never whose: what is in the register stays in the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.organ.facts import write_register
from qinqing.organ.models import Kinship, Position
from qinqing.organ.sheets import COLUMNS, check_rows
from qinqing.organisations.models import Enterprise, Official
from qinqing.record.erasing.back import refuse_erased
from qinqing.record.services import service, write_entry
from qinqing.sheets.reading import Row, read_sheet


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each row: (row number, 'new' | 'changed' | 'same')."""

    kind: str
    rows: tuple[tuple[int, str], ...]

    def count(self, outcome: str) -> int:
        return sum(1 for _, became in self.rows if became == outcome)


def import_ties(actor: Actor, kind: str, file: BinaryIO | Path) -> Report:
    """Read, check and load one sheet, 'kinships' or 'positions'. Refused whole with every problem."""
    rows = read_sheet(file, COLUMNS[kind])
    check_rows(kind, rows, _known(actor, kind), timezone.localdate())
    refuse_erased((kind, row.cells["person_id"]) for row in rows)
    return _load(actor, kind, rows)


def _known(actor: Actor, kind: str) -> dict[str, set[str]]:
    """What a row may point at. This desk registers nobody of the other desk's: see permissions."""
    if kind == "positions":
        return {"enterprise_id": set(Enterprise.objects.values_list("key", flat=True))}
    officials = Official.objects.filter(head=actor.holds(Role.SUPERIOR_ORGAN))
    return {"official_id": set(officials.values_list("key", flat=True))}


@service("organ.import_ties", fields=("kind", "rows"))
def _load(actor: Actor, kind: str, rows: list[Row]) -> Report:
    load = {"kinships": _kinship, "positions": _position}[kind]
    report = Report(kind, tuple((row.number, load(row.cells)) for row in rows))
    counts = {outcome: report.count(outcome) for outcome in ("new", "changed", "same")}
    write_entry(actor, "ties", counts, kind=kind, rows=len(rows))
    transaction.on_commit(write_register)
    return report


def _kinship(cells: dict[str, Any]) -> str:
    official = Official.objects.get(key=cells["official_id"])
    tie = {"official": official, "person_key": cells["person_id"]}
    return _save(Kinship, tie, {"relation": cells["relation"]})


def _position(cells: dict[str, Any]) -> str:
    enterprise = Enterprise.objects.get(key=cells["enterprise_id"])
    tie = {
        "person_key": cells["person_id"],
        "enterprise": enterprise,
        "role": cells["role"],
        "since": cells["since"],
    }
    given = {
        "paid": cells["paid"] == "true",
        "approved_on": cells.get("approved_on"),
        "until": cells.get("until"),
    }
    return _save(Position, tie, given)


def _save(model: Any, tie: dict[str, Any], given: dict[str, Any]) -> str:
    found = model.objects.filter(**tie).first()
    if found is None:
        model.objects.create(**tie, **given)
        return "new"
    if all(getattr(found, name) == value for name, value in given.items()):
        return "same"
    model.objects.filter(pk=found.pk).update(**given)
    return "changed"
