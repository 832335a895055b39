"""Somebody to be told, a channel that can be down, and a mail server on this machine that keeps what it gets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import time_machine
from django.db import connection

from qinqing.accounts.models import User
from qinqing.notices import sending
from qinqing.notices.kinds import kind
from qinqing.notices.models import Address
from tests.support.people import make_user

NOON = "2026-10-20T12:00:00+08:00"
TOLD = kind("test.told", "您的申请已经受理", "Your application was accepted")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@dataclass
class Channel:
    """Stands for any channel: what it took, in order, and whether it takes anything now."""

    down: bool = False
    took: list[tuple[str, str, str, str]] = field(default_factory=list)
    in_transaction: bool = False

    def handed_over(self, channel: str, address: str, title: str, body: str) -> bool:
        self.in_transaction |= connection.in_atomic_block
        if self.down:
            raise ConnectionError("no route to smtp://user:sekrit@host")
        self.took.append((channel, address, title, body))
        return True


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Channel:
    made = Channel()
    monkeypatch.setattr(sending, "handed_over", made.handed_over)
    settings.NOTICE_CHANNELS = {"mail": "mailto://host/{to}", "wecom": "wecombot://{to}"}
    settings.SITE_URL = "https://qinqing.example.cn"
    return made


@pytest.fixture
def reader(db: None) -> User:
    """Wants mail too."""
    user = make_user(None)
    Address.objects.create(user=user, channel="mail", address="a@example.cn")
    return user


class MailServer:
    """As much of SMTP as a library needs. `slow`: says nothing after hello."""

    def __init__(self, slow: bool = False):
        self.slow, self.letters = slow, list[str]()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(peer,), daemon=True).start()

    def _talk(self, peer: socket.socket) -> None:
        with peer, peer.makefile("rb") as lines:
            if self.slow:
                lines.read()
                return
            peer.sendall(b"220 here\r\n")
            for line in lines:
                word = line[:4].upper().strip()
                peer.sendall(
                    b"354 go\r\n" if word == b"DATA" else b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n"
                )
                if word == b"DATA":
                    letter = iter(lines.readline, b".\r\n")
                    self.letters.append(b"".join(letter).decode())
                    peer.sendall(b"250 kept\r\n")


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.socket.close()
