"""Whoever is killed at whatever moment: after a restart no acknowledged act is missing, none is twice, the log verifies."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.durability.conftest import POSTGRESQL
from tests.durability.installation import ROOT, Installation
from tests.durability.killing import ACTORS
from tests.support import postgres

pytestmark = pytest.mark.custody("bureau")
SEED = 500
Scaled = Callable[[int, int], int]
Recorded = Callable[[str, object], None]


@pytest.mark.proof
def test_whoever_is_killed_nothing_acknowledged_is_lost_or_twice_and_the_log_verifies(
    store: str, tmp_path: Path, scaled: Scaled, record_property: Recorded
) -> None:
    with installed(store, tmp_path / "home") as here:
        found = killed(here, scaled(3, 500))
    assert not found["wrong"], (found["wrong"], found["told"])
    assert found["acknowledged"]
    for name in ("schedules", "killed", "acknowledged", "entries"):
        record_property(name, found[name])


@contextmanager
def installed(store: str, home: Path) -> Iterator[Installation]:
    """Founded, and beside it what it is put back to: a copy of its folder and, on a server, of its database."""
    with ExitStack() as until:
        addresses = {"founded": "", "bureau": ""}
        if store == POSTGRESQL:
            addresses = until.enter_context(postgres.cluster(*addresses))
        Installation(home, addresses["founded"]).run("found", *ACTORS)
        shutil.copytree(home, home.with_name("founded"))
        yield Installation(home, addresses["bureau"])


def killed(here: Installation, count: int) -> dict[str, Any]:
    """What was done and found in so many schedules, and what was said meanwhile."""
    line = [sys.executable, "-m", "tests.durability.killing", str(count), str(SEED)]
    done = subprocess.run(line, env=here.environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found | {"told": done.stderr[-3000:]}
