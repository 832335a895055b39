"""What deleting leaves behind in a database: free pages and the write-ahead log hold the old bytes until told otherwise."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import OperationalError, connection
from django.db.models import Model

from qinqing.record import refusals
from qinqing.record.binding import protected_models
from qinqing.record.erasing.places import HELD
from qinqing.record.erasing.residue import searched_models
from qinqing.record.models import Case, Entry, Opening

TRIES, PAUSE_SECONDS, LOCK_SECONDS = 10, 1.0, 5


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
    """The server's own write-ahead log, replicas and archives are its administrator's: see the runbook."""
    models: set[type[Model]] = {
        *searched_models(),
        *protected_models(),
        *(held.model for held in HELD),
        Case,
        Entry,
        Opening,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{LOCK_SECONDS}s"])
        try:
            for table in sorted(model._meta.db_table for model in models):
                _again_while_busy(partial(_written_anew, cursor, connection.ops.quote_name(table)))
        finally:
            cursor.execute("RESET lock_timeout")


def _written_anew(cursor: Any, table: str) -> bool:
    """Whether the table was, without its deleted rows: what a transaction begun before might still read is kept.

    `VACUUM FULL` writes a table anew, which plain VACUUM does not, and waits for whoever reads it.
    """
    kept: list[int] = []

    def hear(told: Any) -> None:
        # "… dead row versions cannot be removed yet", in the server's own language: the number stands first.
        if number := re.search(r"\d+", told.message_detail or ""):
            kept.append(int(number[0]))

    server = connection.connection
    server.add_notice_handler(hear)
    try:
        cursor.execute(f"VACUUM (FULL, VERBOSE) {table}")
    except OperationalError:
        return False
    finally:
        server.remove_notice_handler(hear)
    return not any(kept)
