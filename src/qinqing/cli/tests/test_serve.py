"""Whoever stops `qinqing serve`, however impatiently, leaves nothing running behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.custody("bureau")

# A site that will not end when asked, with a worker of its own, as a web server may be while it starts.
STUBBORN = "trap '' TERM; sleep 60 & echo $! >>{pids}; echo $$ >>{pids}; wait; wait"
SERVING = """
import subprocess
from qinqing.cli import serve
serve.STOP_SECONDS = 1
serve.check_ports = serve.wait_for = lambda *_: None
serve.start = lambda *_: subprocess.Popen(["sh", "-c", {stubborn!r}], start_new_session=True)
serve.serve([serve.Site("bureau", 1)], ["ready"])
"""


def running(pid: int) -> bool:
    """Whether the process is there and no mere remains."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_told_twice_to_stop_it_leaves_nothing_running(tmp_path: Path, told: signal.Signals) -> None:
    pids = tmp_path / "pids"
    script = SERVING.format(stubborn=STUBBORN.format(pids=pids))
    serving = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert serving.stdout
    assert serving.stdout.readline() == b"ready\n"
    while not pids.exists() or len(pids.read_text().split()) < 4:  # site and worker, each with its own
        time.sleep(0.02)
    os.kill(serving.pid, told)
    time.sleep(0.2)
    os.kill(serving.pid, told)
    serving.wait(10)
    serving.stdout.close()
    started = [int(pid) for pid in pids.read_text().split()]
    until = time.monotonic() + 5
    while any(map(running, started)) and time.monotonic() < until:
        time.sleep(0.02)
    assert [pid for pid in started if running(pid)] == []
