"""Asking the signer: it runs as a child process, so that neither the sites nor the sequencer ever hold its key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from django.conf import settings

from qinqing.record import refusals
from qinqing.record.signer import said

COMMAND = (sys.executable, "-m", "qinqing", "log", "signer")
STOP_SECONDS = 5


class SignerProcess:
    """The signer, started when it is first asked and again when it has ended. Use it in a `with`."""

    def __init__(self, command: Sequence[str] = COMMAND):
        self.command = command
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def sign(self, size: int) -> str:
        """The signed checkpoint of the tree of that size. Failed `log.signer_silent`, `log.signer_refuses`."""
        answer = self._ask(f"{size}\n")
        if "note" not in answer:
            raise refusals.signer_refuses(said(answer))
        note: str = answer["note"]
        return note

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _ask(self, line: str) -> dict[str, Any]:
        process = self._running()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(line)
            process.stdin.flush()
            return self._answer(process)
        except (OSError, ValueError) as error:
            self.stop()
            raise refusals.signer_silent(str(error)) from error

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            environment = {**os.environ, "QINQING_CUSTODY": settings.CUSTODY}
            self._process = subprocess.Popen(  # noqa: S603  # our own program, fixed arguments
                self.command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            self._answer(self._process)
        return self._process

    def _answer(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        assert process.stdout
        line = process.stdout.readline()
        if not line:
            raise ValueError(f"it ended with {process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer
