"""The clock stands at the office's day; facts and exchange lie in folders of the test's own."""

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
def own_installation(settings: Any, tmp_path: Path) -> Path:
    """Versions, the bureau's versions, exchange and confirmed values lie here; staff need no second factor."""
    settings.FACTS_FOLDER = tmp_path / "organ" / "facts"
    settings.BUREAU_FACTS = tmp_path / "bureau" / "facts"
    settings.EXCHANGE = tmp_path / "exchange"
    settings.VALUES_FILE = tmp_path / "values.yaml"
    settings.SECOND_FACTOR_REQUIRED = False
    return tmp_path
