"""Processes forked from one that has the program loaded: as many as a proof wants, in milliseconds each."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from qinqing.record.signing import SignerProcess

PROGRAM = str(Path(__file__).resolve().parents[2] / "src" / "qinqing") + os.sep


@dataclass
class Forked:
    """A child of this process; `said` is what it wrote, of which whole lines count."""

    pid: int
    output: int
    status: int | None = None
    said: bytearray = field(default_factory=bytearray)

    def poll(self) -> int | None:
        self._listen()
        if self.status is None and os.waitpid(self.pid, os.WNOHANG) != (0, 0):
            self.status = -signal.SIGKILL
        return self.status

    def kill(self) -> None:
        """Ended when this returns, and everything it wrote is heard."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        if self.status is None:
            os.waitpid(self.pid, 0)
            self.status = -signal.SIGKILL
        self._listen()
        os.close(self.output)

    @property
    def lines(self) -> list[str]:
        return self.said.decode().split("\n")[:-1]

    def _listen(self) -> None:
        with suppress(BlockingIOError):
            while some := os.read(self.output, 1 << 16):
                self.said += some


def fork(what: Callable[[TextIO], None], fuse: int = 0) -> Forked:
    """`what` in a child that writes to the file it is given; with a fuse it kills itself at that line."""
    read, write = os.pipe()
    os.set_blocking(read, False)
    if pid := os.fork():
        os.close(write)
        return Forked(pid, read)
    os.close(read)
    _end_with(lambda: what(os.fdopen(write, "w", buffering=1)), fuse)


def _end_with(what: Callable[[], None], fuse: int) -> Any:
    """Never returns into what the parent was doing."""
    try:
        if fuse:
            sys.settrace(burning(fuse))
        what()
        os._exit(0)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(1)


def burning(lines: int) -> Callable[[FrameType, str, Any], Any]:
    """Traces the lines of the program itself; at the last of them the process kills itself."""
    left = lines

    def at_line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        left -= event == "line"
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return at_line

    def at_call(frame: FrameType, event: str, argument: Any) -> Any:
        return at_line if frame.f_code.co_filename.startswith(PROGRAM) else None

    return at_call


class ForkedSigner(SignerProcess):
    """The signer's process forked instead of started; `born` is told its number each time."""

    def __init__(self, born: Callable[[int], None], fuse: int = 0) -> None:
        super().__init__()
        self._born, self._fuse = born, fuse

    def _started(self) -> Any:
        fuse, self._fuse = self._fuse, 0
        return Answering(fuse, self._born)


class Answering:
    """As much of `Popen` as `SignerProcess` uses."""

    def __init__(self, fuse: int, born: Callable[[int], None]) -> None:
        from django.db import connections

        from qinqing.record.signer import answer_forever

        connections.close_all()  # an open one must not be in two processes
        (asked, asks), (answered, answers) = os.pipe(), os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(asks)
            os.close(answered)
            _end_with(lambda: answer_forever(os.fdopen(asked), os.fdopen(answers, "w")), fuse)
        born(self.pid)
        os.close(asked)
        os.close(answers)
        self.stdin, self.stdout, self.status = os.fdopen(asks, "w"), os.fdopen(answered), None

    def poll(self) -> int | None:
        if self.status is None and (ended := os.waitpid(self.pid, os.WNOHANG)) != (0, 0):
            self.status = os.waitstatus_to_exitcode(ended[1])
        return self.status

    def wait(self, timeout: float | None = None) -> int:
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
