"""A command with what it cost: seconds, and the memory it held at its highest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Cost:
    seconds: float
    peak_mib: int


def qinqing(*arguments: str | int | Path) -> Cost:
    """Runs the program as a user does; what it says is shown only where it failed."""
    line = [sys.executable, "-c", "from qinqing.cli import main; main()", *map(str, arguments)]
    started = time.monotonic()
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(said.decode()[-3000:])
    return Cost(time.monotonic() - started, usage.ru_maxrss >> 10)
