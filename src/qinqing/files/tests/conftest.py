"""Who attaches: somebody of a firm; where to: a folder of the test's own; whom it may ask: a clamd that is not one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.files.tests.harmless import pdf
from tests.support.people import Office, make_actor


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Path:
    settings.ATTACHMENTS = tmp_path / "files"
    return settings.ATTACHMENTS


@pytest.fixture
def firm(office: Office) -> Actor:
    """企业: somebody who acts for it."""
    return make_actor(Role.ENTERPRISE)


def upload(name: str = "营业执照.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if data is None else data)


class Clamd:
    """Answers as clamd does: INFECTED holds what it knows. `answer` None: says nothing and hangs up."""

    INFECTED = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"

    def __init__(self, listening: socket.socket):
        self.listening, self.asked = listening, 0
        self.answer: Callable[[bytes], bytes | None] = self.verdict

    def verdict(self, data: bytes) -> bytes | None:
        return b"stream: Eicar-Signature FOUND" if self.INFECTED in data else b"stream: OK"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as asked:
                command = b""
                while not command.endswith(b"\0"):
                    command += asked.read(1)
                answer = self._answered(command, asked)
                if answer is not None:
                    connection.sendall(answer + b"\0")

    def _answered(self, command: bytes, asked: Any) -> bytes | None:
        if command == b"zVERSION\0":
            return b"ClamAV 1.4.1/27500"
        data = b""
        while size := int.from_bytes(asked.read(4), "big"):
            data += asked.read(size)
        self.asked += 1
        return self.answer(data)


@pytest.fixture
def clamd(settings: Any) -> Iterator[Clamd]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        settings.CLAMD = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        made = Clamd(listening)
        serving = threading.Thread(target=made.serve, daemon=True)
        serving.start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)
    serving.join(5)
