"""The clock stands at the office's day; own items and values are the test's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

NOON = datetime.fromisoformat("2026-10-20T12:00:00+08:00")


@pytest.fixture(autouse=True)
def frozen_clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def own_installation(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Staff need no second factor; the folder of own items is empty."""
    monkeypatch.setenv("QINQING_HOME", str(tmp_path))
    settings.VALUES_FILE = tmp_path / "values.yaml"
    settings.SECOND_FACTOR_REQUIRED = False
    (tmp_path / "items").mkdir()
    return tmp_path
