"""The first entry of a log that comes to a store in use: what every protected row holds on that day."""

from __future__ import annotations

from qinqing.record.binding import Protected, protected_models
from qinqing.record.models import Entry
from qinqing.record.services import Machine, service, write_entry

TYPE = "record.take_stock"


def take_stock() -> int:
    """Once in the life of a log, be there rows or none: what comes in later past the services is not taken for old."""
    if Entry.objects.filter(type=TYPE).exists():
        return 0
    rows = unset_rows()
    _take_stock(rows)
    return len(rows)


def unset_rows() -> list[Protected]:
    return [row for model in protected_models() for row in model._default_manager.filter(set_by=None)]


@service(TYPE, fields=("rows",))
def _take_stock(rows: list[Protected]) -> None:
    write_entry(Machine("console"), "log", {}, sets=rows, rows=len(rows))
