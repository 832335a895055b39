"""The platform with people who need no second factor: its pages are another app's."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
