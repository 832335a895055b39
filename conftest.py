"""Fixtures for every test: where the shared material lives, and how a missing piece is named."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent


def unavailable(what: str) -> None:
    """Skip by name; under QINQING_REQUIRE_ALL=1 a missing piece is a failure."""
    if os.environ.get("QINQING_REQUIRE_ALL") == "1":
        pytest.fail(f"required but absent: {what}")
    pytest.skip(f"absent: {what}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material (measure texts, real data), never part of the repository."""
    path = Path(os.environ.get("QINQING_SHARED", ROOT.parent / "shared"))
    if not path.is_dir():
        unavailable(f"shared material at {path}")
    return path


@pytest.fixture(scope="session")
def scaled() -> Callable[[int, int], int]:
    """Sizes a long proof: the first number in `make test`, the second under `make prove`."""
    in_full = os.environ.get("QINQING_PROVE") == "1"
    return lambda quick, full: full if in_full else quick
