"""A database older than the program: a command says so in one sentence and ends with 2."""

from __future__ import annotations

import click
import pytest
from django.db import OperationalError

from qinqing.cli import ended
from qinqing.config import django

pytestmark = pytest.mark.custody("bureau")


@click.command()
def asks() -> None:
    raise OperationalError("no such table: parking_permit")


def test_a_command_that_asks_an_older_database_is_told_to_migrate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(django, "pending_migrations", lambda: 1)
    monkeypatch.setattr("sys.argv", ["qinqing"])
    assert ended(asks) == 2
    assert "qinqing migrate" in (said := capsys.readouterr().err) and "Traceback" not in said


def test_an_error_of_a_database_of_today_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django, "pending_migrations", lambda: 0)
    monkeypatch.setattr("sys.argv", ["qinqing"])
    with pytest.raises(OperationalError):
        ended(asks)
