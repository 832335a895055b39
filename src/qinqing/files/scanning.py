"""Asking clamd whether a file is malicious: INSTREAM over TCP or a unix socket, nothing kept by it."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE_SECONDS = 60
CONNECT_SECONDS = 5
CHUNK = 65_536
LONGEST_ANSWER = 4_096


class NoAnswer(Exception):
    """The scanner said nothing that counts; the file stays where it is."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`signature`: what was found, '' for a clean file · `scanner`: who says so, with the age of its knowledge."""

    signature: str
    scanner: str


def is_configured() -> bool:
    return bool(settings.CLAMD)


def scan(data: bytes) -> Verdict:
    """Its verdict; NoAnswer for everything but a clear one, an error of its own included."""
    if not is_configured():
        raise NoAnswer("no scanner is configured any more")
    scanner = _asked(b"zVERSION\0", b"")
    answer = _asked(b"zINSTREAM\0", data)
    if answer == "stream: OK":
        return Verdict("", scanner[:100])
    words = answer.removeprefix("stream: ")
    if words.endswith(" FOUND"):
        return Verdict(words.removesuffix(" FOUND")[:100] or "?", scanner[:100])
    raise NoAnswer(answer or "empty")


def _asked(command: bytes, data: bytes) -> str:
    try:
        with _connected() as connection:
            connection.sendall(command)
            if command.startswith(b"zINSTREAM"):
                for at in range(0, len(data), CHUNK):
                    piece = data[at : at + CHUNK]
                    connection.sendall(struct.pack("!L", len(piece)) + piece)
                connection.sendall(struct.pack("!L", 0))
            return _answer(connection)
    except OSError as error:
        raise NoAnswer(str(error) or type(error).__name__) from error


def _connected() -> socket.socket:
    parts = urlsplit(settings.CLAMD)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(CONNECT_SECONDS)
        connection.connect(parts.path)
    else:
        connection = socket.create_connection((parts.hostname, parts.port), CONNECT_SECONDS)
    connection.settimeout(PATIENCE_SECONDS)
    return connection


def _answer(connection: socket.socket) -> str:
    """Up to the zero byte that ends it: one that breaks off before is none."""
    answer = b""
    while not answer.endswith(b"\0"):
        more = connection.recv(LONGEST_ANSWER)
        if not more or len(answer) > LONGEST_ANSWER:
            raise NoAnswer("broken off")
        answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
