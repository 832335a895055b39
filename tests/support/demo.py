"""The demonstration as a user starts it: built once for a test run, served on free ports, stopped at the end."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.postgres import free_port

BUILD_SECONDS = 300
STOP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the running demonstration is. Addresses carry no trailing slash."""

    bureau: str
    organ: str
    home: Path


def built(folder: Path) -> Path:
    """The demonstration's home in `folder`, built by whichever process comes first: the others wait for it."""
    home, told = folder / "home", folder / "built.log"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(_build(home), encoding="utf-8")
    return home


def _build(home: Path) -> str:
    """What the building said."""
    made = subprocess.run(
        [sys.executable, "-m", "qinqing", "demo", "--build-only"],
        env=own_environment(home, (free_port(), free_port())),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=BUILD_SECONDS,
        check=False,
    )
    assert made.returncode == 0, f"the demonstration was not built:\n{made.stdout[-2000:]}"
    return made.stdout


@contextmanager
def running(folder: Path, home: Path) -> Iterator[Demo]:
    """Serves the demonstration in `home`; what it says goes to `folder`."""
    ports = (free_port(), free_port())
    with (folder / "demo.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "qinqing", "demo"],
            env=own_environment(home, ports),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        for port in ports:
            _wait(process, port, folder / "demo.log")
        yield Demo(f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}", home)
    finally:
        # Not SIGINT: a run started in the background of a shell, and all it starts, ignores that one.
        process.terminate()
        process.wait(timeout=STOP_SECONDS)


def own_environment(home: Path, ports: tuple[int, int]) -> dict[str, str]:
    """Nothing of the test run's own installation: only the folder and the ports."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("QINQING_", "DJANGO_", "PYTEST_"))}
    clean = {k: v for k, v in clean.items() if k not in ("DATABASE_URL", "ORGAN_DATABASE_URL")}
    return {
        **clean,
        "QINQING_HOME": str(home),
        "QINQING_PORT": str(ports[0]),
        "QINQING_ORGAN_PORT": str(ports[1]),
        "QINQING_LANG": "zh",
    }


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + BUILD_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(f"the demonstration did not start:\n{log.read_text(errors='replace')[-2000:]}")
