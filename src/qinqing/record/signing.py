"""Asking the signer: it runs as a child process, so that neither the sites nor the sequencer ever hold its key."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from django.conf import settings

from qinqing.record import refusals
from qinqing.record.signer import said
from qinqing.refusals import system_words

COMMAND = (sys.executable, "-m", "qinqing", "log", "signer")
SECOND_COMMAND = (*COMMAND, "--second")
STOP_SECONDS = 5


class SignerProcess:
    """The signer, started when it is first asked and again when it has ended. Use it in a `with`."""

    def __init__(self, command: Sequence[str] = COMMAND):
        self.command = command
        self._process: subprocess.Popen[str] | None = None
        self._signed = 0

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
        self._signed = size
        return note

    def signed(self) -> int:
        """How many entries it signed last. Failed as `sign`."""
        try:
            self._running()
        except (OSError, ValueError) as error:
            self.stop()
            raise refusals.signer_silent(system_words(error)) from error
        return self._signed

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            with suppress(OSError):  # what it was still to read is lost with it
                process.stdin.close()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _ask(self, line: str) -> dict[str, Any]:
        try:
            process = self._running()
            assert process.stdin and process.stdout
            process.stdin.write(line)
            process.stdin.flush()
            return self._answer(process)
        except (OSError, ValueError) as error:
            self.stop()
            raise refusals.signer_silent(system_words(error)) from error

    def _running(self) -> subprocess.Popen[str]:
        """Failed `log.signer_refuses` where it will not begin: its key or its state is not as it should be."""
        if self._process is None or self._process.poll() is not None:
            self._process = self._started()
            answer = self._answer(self._process)
            if "signed" not in answer:
                self.stop()
                raise refusals.signer_refuses(said(answer))
            self._signed = answer["signed"]
        return self._process

    def _started(self) -> subprocess.Popen[str]:
        environment = {**os.environ, "QINQING_CUSTODY": settings.CUSTODY}
        return subprocess.Popen(  # noqa: S603  # our own program, fixed arguments
            self.command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def _answer(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        assert process.stdout
        line = process.stdout.readline()
        if not line:
            raise OSError(f"exit {process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer
