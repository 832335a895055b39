"""What deleting leaves behind in a database: free pages and the write-ahead log hold the old bytes until told otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import OperationalError, connection
from django.db.models import Model

from qinqing.record import refusals
from qinqing.record.binding import protected_models
from qinqing.record.erasing.places import HELD
from qinqing.record.erasing.residue import searched_models
from qinqing.record.models import Case, Entry, Opening

TRIES, PAUSE_SECONDS = 10, 1.0


def tidy() -> None:
    """Afterwards no byte of a deleted row is left in the database's own files. Failed `erase.busy`: others hold it."""
    if connection.vendor == "sqlite":
        _again_while_busy(_tidy_sqlite)
    else:
        _tidy_postgresql()


def _tidy_sqlite() -> bool:
    """Whether the file was written anew and the log of writes cut to nothing."""
    with connection.cursor() as cursor:
        try:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except OperationalError:
            return False
        busy, *_ = cursor.fetchone()
    return not busy


def _again_while_busy(step: Callable[[], bool]) -> None:
    for _ in range(TRIES):
        if step():
            return
        time.sleep(PAUSE_SECONDS)
    raise refusals.database_busy()


def _tidy_postgresql() -> None:
    """`VACUUM FULL` writes each table anew, which plain VACUUM does not; it waits for whoever reads the table.

    The server's own write-ahead log, replicas and archives are its administrator's: see the runbook.
    """
    models: set[type[Model]] = {
        *searched_models(),
        *protected_models(),
        *(held.model for held in HELD),
        Case,
        Entry,
        Opening,
    }
    with connection.cursor() as cursor:
        for table in sorted(model._meta.db_table for model in models):
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")
