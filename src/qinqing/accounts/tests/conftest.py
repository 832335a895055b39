"""The clock stands at the office's day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine

NOON = datetime.fromisoformat("2026-10-20T12:00:00+08:00")


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    """Tests of the second factor switch it on."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture(autouse=True)
def frozen_clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
