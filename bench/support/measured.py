"""A command with what it cost: seconds, processor seconds, and the memory it held at its highest."""

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
    """`said`: what it wrote on standard error."""

    seconds: float
    cpu_s: float
    peak_mib: int
    said: str


def qinqing(*arguments: str | int | Path) -> Cost:
    """Runs the program as a user does; what it says is shown only where it failed."""
    return python("-c", "from qinqing.cli import main; main()", *arguments)


def python(*arguments: str | int | Path) -> Cost:
    """Runs a process of its own, as above."""
    line = [sys.executable, *map(str, arguments)]
    started = time.monotonic()
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(said.decode()[-3000:])
    cpu_s = usage.ru_utime + usage.ru_stime
    return Cost(time.monotonic() - started, cpu_s, usage.ru_maxrss >> 10, said.decode())
