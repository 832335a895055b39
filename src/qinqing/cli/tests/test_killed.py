"""A sweep killed at any moment leaves the store as it was or as it should be: nothing half, nothing twice."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qinqing.oversight.tests.folders import (
    IN_TIME,
    JUDGED_ON,
    LATE,
    WITHOUT_A_DAY,
    application,
    bureau_folder,
)

pytestmark = pytest.mark.custody("bureau")
FIRST = (LATE, IN_TIME, WITHOUT_A_DAY)
# The second folder mends one application and brings two hundred more, so that the transaction lasts.
SECOND = (LATE | {"decided_on": LATE["due_on"], "outcome": "granted"}, WITHOUT_A_DAY)
MORE = tuple(application(f"A-{n}", due_on=LATE["due_on"]) for n in range(200))
STATE = {
    "findings": "SELECT rule, unit, status FROM oversight_finding ORDER BY rule, unit",
    "evidence": "SELECT count(*) FROM oversight_evidencerow",
    "rule runs": "SELECT count(*) FROM oversight_rulerun",
    "entries": "SELECT type, count(*) FROM record_entry GROUP BY type",
}


def environment(home: Path) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("QINQING_", "DJANGO_", "PYTEST_"))}
    clean = {k: v for k, v in clean.items() if k not in ("DATABASE_URL", "ORGAN_DATABASE_URL")}
    return {**clean, "QINQING_HOME": str(home), "QINQING_HEADS": "O0"}


def start(home: Path, folder: Path) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "qinqing", "sweep", str(folder), "--on", JUDGED_ON.isoformat()]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(line, env=environment(home), start_new_session=True, **quiet)


def state(home: Path) -> dict[str, list[Any]]:
    """What the store says, apart from times and numbers given in order."""
    with closing(sqlite3.connect(home / "bureau" / "db.sqlite3")) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []
        return {name: store.execute(question).fetchall() for name, question in STATE.items()}


def broken_versions(home: Path) -> list[str]:
    """Digests of kept versions whose files are not, together, what the digest says."""
    broken = []
    for folder in (home / "bureau" / "facts" / "versions").glob("[!.]*"):
        total = hashlib.sha256()
        for file in sorted(folder.iterdir(), key=lambda file: file.stem):
            total.update(f"{file.name}\0".encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
        broken += [] if total.hexdigest().startswith(folder.name) else [folder.name]
    return broken


def killed_within(sweeping: subprocess.Popen[bytes], seconds: float) -> float | None:
    """Kills it then. Where it was done before: how long it took, so that the next kills come while it works."""
    began = time.monotonic()
    try:
        sweeping.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(sweeping.pid, signal.SIGKILL)
        sweeping.wait()
        return None
    return time.monotonic() - began


@pytest.mark.proof
def test_a_sweep_killed_at_any_moment_leaves_no_half(
    tmp_path: Path, scaled: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    first = bureau_folder(tmp_path / "first", *FIRST)
    second = bureau_folder(tmp_path / "second", *SECOND, *MORE)
    before, after = tmp_path / "before", tmp_path / "after"
    assert start(before, first).wait() == 0
    shutil.copytree(before, after)
    began = time.monotonic()
    assert start(after, second).wait() == 0
    took, untouched, whole = time.monotonic() - began, state(before), state(after)
    assert untouched != whole and broken_versions(after) == []
    chance, kills, finished = random.Random(0), scaled(3, 200), 0
    for trial in range(kills):
        home = tmp_path / f"trial-{trial}"
        shutil.copytree(before, home)
        took = killed_within(start(home, second), chance.uniform(took / 3, took)) or took
        left = state(home)
        assert left in (untouched, whole)
        assert broken_versions(home) == []
        finished += left == whole
        if trial % 4 == 0 and left == untouched:
            assert start(home, second).wait() == 0
            assert state(home) == whole
        shutil.rmtree(home)
    record_property("kills", kills)
    record_property("of them after the sweep was done", finished)
