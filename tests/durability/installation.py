"""An installation of a test's own: where it lies, and the processes that run in it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.durability.office import SYNCHRONOUS

ROOT = Path(__file__).resolve().parents[2]
OURS = ("QINQING_", "DATABASE", "ORGAN_DATABASE", "DJANGO", "PYTEST_")


@dataclass(frozen=True, slots=True)
class Installation:
    """`database` '' is the embedded default; `synchronous` is SQLite's in place of the product's own."""

    home: Path
    database: str = ""
    synchronous: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
        given = {"QINQING_HOME": str(self.home), "QINQING_HTTPS": "false", "PYTHONPATH": str(ROOT / "src")}
        given |= {"DATABASE_URL": self.database} if self.database else {}
        given |= {SYNCHRONOUS: self.synchronous} if self.synchronous else {}
        return kept | given

    @property
    def checkpoint(self) -> str:
        """As anybody outside sees it; '' before there is one."""
        path = self.home / "bureau" / "tlog" / "checkpoint"
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def run(self, *words: str, given: str = "") -> str:
        """What an office program says; an error with all it said where it failed."""
        done = subprocess.run(_line(words), env=self.environment, cwd=ROOT, input=given, **_TEXT, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def examined(self, acknowledged: list[str], seen: str = "") -> dict[str, Any]:
        known = json.dumps({"acknowledged": acknowledged, "seen": seen})
        found: dict[str, Any] = json.loads(self.run("examine", given=known))
        return found

    def start(self, *words: str) -> subprocess.Popen[str]:
        """In a group of its own, with whatever it starts itself."""
        line, environment = _line(words), self.environment
        return subprocess.Popen(
            line, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
        )


_TEXT: dict[str, Any] = {"capture_output": True, "text": True}


def _line(words: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "tests.durability.office", *words]


@dataclass
class Load:
    """Acts in several processes and a log kept beside them. `acknowledged`: ids as they come in."""

    processes: list[subprocess.Popen[str]] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)

    def pause(self) -> None:
        self._tell(signal.SIGSTOP)

    def go_on(self) -> None:
        self._tell(signal.SIGCONT)

    def _tell(self, what: int) -> None:
        for process in self.processes:
            os.killpg(process.pid, what)

    def listen_to(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        self.acknowledged.extend(line.strip() for line in process.stdout if line.endswith("\n"))


@contextmanager
def load(installation: Installation, names: tuple[str, ...]) -> Iterator[Load]:
    """One process of acts for each name; all are ended with the block."""
    running = Load()
    try:
        for name in names:
            acting = installation.start("act", name)
            running.processes.append(acting)
            threading.Thread(target=running.listen_to, args=(acting,), daemon=True).start()
        running.processes.append(installation.start("keep"))
        yield running
    finally:
        for process in running.processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
