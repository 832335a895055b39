"""Three people and an item before each test: the clerk who handles it, the firm, and somebody outside.

The clock stands at the office's day; own items and values are the test's. The organ's guard is quiet: it has no
objection unless a test says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client

from qinqing.accounts.models import Authorisation
from qinqing.affairs import interest
from qinqing.affairs.models import ItemUnit
from qinqing.affairs.tests.scene import NOON, Scene
from tests.support.people import Office, make_user


@pytest.fixture(autouse=True)
def frozen_clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def own_installation(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Staff need no second factor; own items, values and facts lie here."""
    (tmp_path / "items").mkdir()
    settings.VALUES_FILE = tmp_path / "values.yaml"
    settings.FACTS_FOLDER = tmp_path / "facts"
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setenv("QINQING_HOME", str(tmp_path))
    caches["pages"].clear()
    return tmp_path


@pytest.fixture(autouse=True)
def guard(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """(official, enterprise) → what the organ answers; whoever is not there has no tie."""
    answers: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(
        interest, "ask_recusal", lambda official, firm, on: answers.get((official, firm), "no_recusal")
    )
    return answers


@pytest.fixture
def scene(office: Office) -> Scene:
    works = office.departments["works"]
    for item in ("cad-demolition", "cad-offsite-approval", "cad-peacetime-registration"):
        ItemUnit.objects.create(item=item, department=works, receiver=office.clerk, since="2026-01-01")
    return Scene.of(office)


@pytest.fixture
def firm(scene: Scene) -> Client:
    client = Client()
    client.force_login(scene.firm.user)
    return client


@pytest.fixture
def other(scene: Scene) -> Client:
    """Somebody of another firm."""
    user = make_user(None, name="other")
    Authorisation.objects.create(
        user=user, enterprise=scene.office.other_firm, since=NOON.date(), approved_at=NOON
    )
    client = Client()
    client.force_login(user)
    return client
