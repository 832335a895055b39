"""Asking the inspection: child processes started when first needed, ended when they take too long, never told a secret."""

from __future__ import annotations

import json
import logging
import os
import queue
import selectors
import subprocess
import sys
import threading
from pathlib import Path

from qinqing.files import refusals
from qinqing.files.inspection.found import Found

log = logging.getLogger("qinqing.files")

COMMAND = (sys.executable, "-m", "qinqing.files.inspection")
# Processor time is bounded in the child. Beyond this by the clock the machine is overloaded, or the child waits for nothing.
PATIENCE_SECONDS = 30
START_SECONDS = 30
AT_ONCE = 2


class Ended(Exception):
    """The child is gone, without an answer."""


class Inspector:
    """One child process; started anew after it has ended. It ends by itself when nobody holds its input any more."""

    def __init__(self, command: tuple[str, ...] = COMMAND, patience: float = PATIENCE_SECONDS):
        self.command, self.patience = command, patience
        self._process: subprocess.Popen[bytes] | None = None

    def look_into(self, path: Path, kind: str) -> list[Found]:
        """What it found; `too_much` where the system had to end it. Failed `files.busy`."""
        process = self._running()
        assert process.stdin
        try:
            process.stdin.write(json.dumps({"path": str(path.absolute()), "kind": kind}).encode() + b"\n")
            process.stdin.flush()
            answer = json.loads(self._line(process, self.patience))
        except (Ended, OSError, ValueError):
            self.stop()
            return [Found("too_much")]
        if stumbled := answer.get("stumbled"):
            log.error("the inspection stumbled over a %s file: %s", kind, stumbled)
        return [Found(*one) for one in answer["found"]]

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = subprocess.Popen(  # noqa: S603  # our own program, fixed arguments
                self.command,
                env=_environment(),
                cwd="/",
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            try:
                self._line(self._process, START_SECONDS)
            except Ended as error:
                self.stop()
                raise refusals.busy() from error
        return self._process

    def _line(self, process: subprocess.Popen[bytes], seconds: float) -> bytes:
        """Its next line; a child that says nothing in time is ended."""
        assert process.stdout
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            if not waiting.select(seconds):
                self.stop()
                raise refusals.busy()
        line: bytes = process.stdout.readline()
        if not line.endswith(b"\n"):
            raise Ended
        return line


def _environment() -> dict[str, str]:
    """Where its program lies and nothing else: neither keys nor addresses of databases."""
    return {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "LANG": "C.UTF-8"}


_free: queue.LifoQueue[Inspector] = queue.LifoQueue()
_of_process = 0
_making = threading.Lock()


def _make_free() -> None:
    """Each process has children of its own, also one forked after this module was read."""
    global _free, _of_process
    with _making:
        if _of_process != os.getpid():
            _free, _of_process = queue.LifoQueue(), os.getpid()
            for _ in range(AT_ONCE):
                _free.put(Inspector())


def inspect(path: Path, kind: str) -> list[Found]:
    """Everything wrong with the file that should be of `kind`. Waits while others are looked into; Failed `files.busy`."""
    _make_free()
    try:
        inspector = _free.get(timeout=PATIENCE_SECONDS)
    except queue.Empty as error:
        raise refusals.busy() from error
    try:
        return inspector.look_into(path, kind)
    finally:
        _free.put(inspector)
