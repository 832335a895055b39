"""Bringing Django up for a command, as the installation the command is for."""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor

from qinqing.config.new_database import make_if_new, unreachable
from qinqing.refusals import Refused, Say


def bring_up(custody: str = "bureau") -> None:
    """Configure Django for one custody. A process serves one; asking for the other afterwards is our fault."""
    os.environ["QINQING_CUSTODY"] = custody
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qinqing.config.settings")
    django.setup()


def pending_migrations() -> int:
    """How many migrations the database still lacks. Refused where no database answers."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise unreachable(error) from error
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Bring the database to the program's version."""
    call_command("migrate", interactive=False, verbosity=0)


def ready_database() -> None:
    """Create a database that is new; one somebody gave us that holds anything is migrated only when asked."""
    make_if_new()
    if not pending_migrations():
        return
    if is_given() and connection.introspection.table_names():
        raise not_migrated()
    migrate()


def not_migrated() -> Refused:
    return Refused(
        "database.not_migrated",
        Say(
            "数据库还没有升级到本程序的版本，没有办。",
            "The database is not at this program's version; nothing was done.",
        ),
        remedy=Say(
            "确认是要升级的数据库，再运行 qinqing migrate。",
            "If it is the one to migrate, run `qinqing migrate`.",
        ),
    )


def behind(error: Exception) -> Refused | None:
    """What to tell where a command asked for what an older database has not; None where the error is another."""
    asked_in_vain = isinstance(error, (OperationalError, ProgrammingError))
    return not_migrated() if asked_in_vain and pending_migrations() else None


def is_given() -> bool:
    """Whether this process' database comes from its environment rather than from QINQING_HOME."""
    from django.conf import settings

    return bool(os.environ.get("ORGAN_DATABASE_URL" if settings.ORGAN else "DATABASE_URL"))


def collect_static() -> None:
    """Copy the style sheets and pictures to where the server reads them."""
    from django.conf import settings

    call_command("collectstatic", interactive=False, verbosity=0, clear=Path(settings.STATIC_ROOT).is_dir())
