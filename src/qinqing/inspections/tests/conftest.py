"""A log of the test's own, a year's folder, and the draw of `draw/tests` committed to in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from qinqing.draw import store
from qinqing.draw.ceremony import commit_draw
from qinqing.draw.tests.make import COMMITTED, DRAW, parts, plan, pool, sources, values
from qinqing.inspections.drawing import plan_in_log
from qinqing.record.tests.conftest import algorithms, first, key, outsider_of, signer

__all__ = ["algorithms", "first", "key", "outsider_of", "signer"]


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The moment of the commitment; tests move it on."""
    with time_machine.travel(COMMITTED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store.keep_plan(tmp_path / "2026", plan())
    return tmp_path / "2026"


def committed_in(folder: Path, moment: datetime = COMMITTED) -> Path:
    commit_draw(folder, DRAW, pool(), sources(), parts(), values(), moment)
    return store.bundle_path(folder, DRAW)


@pytest.fixture
def path(db: None, clock: time_machine.Coordinates, folder: Path) -> Path:
    """Committed to, its plan in the log, itself not yet."""
    plan_in_log(plan())
    return committed_in(folder)
