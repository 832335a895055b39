"""On which store a proof runs."""

from __future__ import annotations

import os

import pytest

from conftest import unavailable
from tests.support import postgres

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
IN_FULL = os.environ.get("QINQING_PROVE") == "1"


@pytest.fixture(params=(SQLITE, POSTGRESQL) if IN_FULL else (SQLITE,))
def store(request: pytest.FixtureRequest) -> str:
    """Both under `make prove`; a new cluster takes its time, and `make test` is content with the embedded one."""
    if request.param == POSTGRESQL:
        try:
            postgres.programs()
        except postgres.NoCluster as reason:
            unavailable(str(reason))
    return str(request.param)
