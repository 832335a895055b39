"""An installation keeps its log by itself: whoever is killed, nothing that was recorded is lost, and nothing is twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qinqing.tlog.checkpoint import read_checkpoint
from qinqing.tlog.note import read_note

pytestmark = pytest.mark.custody("bureau")
PATIENCE_SECONDS = 60


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("QINQING_", "DATABASE", "DJANGO"))
    }
    return {**kept, "QINQING_HOME": str(tmp_path / "home"), "QINQING_HTTPS": "false", "QINQING_LANG": "zh"}


def qinqing(environment: dict[str, str], *line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qinqing", *line], env=environment, capture_output=True, text=True, check=False
    )


@contextmanager
def working(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    line = [sys.executable, "-m", "qinqing", "work"]
    with subprocess.Popen(line, env=environment, start_new_session=True) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def published(environment: dict[str, str], tree: str = "") -> int:
    path = Path(environment["QINQING_HOME"], "bureau", "tlog", tree, "checkpoint")
    return read_checkpoint(read_note(path.read_bytes()).text).size if path.is_file() else 0


def wait_for(environment: dict[str, str], size: int, tree: str = "") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while published(environment, tree) < size:
        assert time.monotonic() < until, f"{published(environment, tree)} of {size} entries are published"
        time.sleep(0.1)


def test_what_was_recorded_before_a_kill_is_in_the_log_after_it(
    environment: dict[str, str], shared: Path, tmp_path: Path
) -> None:
    assert qinqing(environment, "migrate").returncode == 0
    with working(environment):
        wait_for(environment, 1)
    environment["QINQING_LOG_PROFILE"] = "standard+guomi"
    loaded = qinqing(environment, "law", "import", str(shared / "measures" / "xuchang-civil-air-defence.txt"))
    assert loaded.returncode == 0, loaded.stderr
    with working(environment):
        wait_for(environment, 2)
        wait_for(environment, 2, "guomi")
    verified = qinqing(environment, "log", "verify", "--db")
    assert (verified.returncode, verified.stdout.partition("，")[0]) == (0, "条目 2"), (
        verified.stdout + verified.stderr
    )
    assert "第二棵树 2 条，与日志同步" in verified.stdout  # switched on between the two
    out = tmp_path / "out"
    assert qinqing(environment, "log", "export", str(out)).returncode == 0
    for tree in ("", "guomi"):
        read = qinqing(environment, "log", "read", str(out / tree), "--policy", str(out / tree / "policy"))
        assert read.stdout.startswith("成立：") and "的 2 条" in read.stdout, read.stderr


def test_before_anything_was_signed_there_is_nothing_to_verify_and_that_is_said(
    environment: dict[str, str],
) -> None:
    told = qinqing(environment, "log", "verify")
    assert told.returncode == 2 and "还没有签过名" in told.stderr
