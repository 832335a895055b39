"""One question to a witness over HTTP, bounded in time and length; no proxy, no redirect, nothing is believed yet."""

from __future__ import annotations

import http.client
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE_SECONDS = 5
LONGEST_ANSWER = 64_000


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    text: str


def is_address(url: str) -> bool:
    """Whether `url` names a host over http(s)."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def ask(url: str, body: bytes, patience: float = PATIENCE_SECONDS) -> Reply:
    """What the witness at `url` answers to add-checkpoint. OSError or HTTPException where it does not in time."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=patience)
    try:
        connection.connect()
        # A peer that sends a byte now and then would never time out by silence.
        ends = threading.Timer(patience, _hang_up, (connection.sock,))
        ends.daemon = True
        ends.start()
        try:
            connection.request("POST", f"{parts.path.rstrip('/')}/add-checkpoint", body)
            reply = connection.getresponse()
            data = reply.read(LONGEST_ANSWER)
            if reply.length:
                raise http.client.HTTPException(f"{reply.length} bytes are missing or too many")
        finally:
            ends.cancel()
        return Reply(reply.status, data.decode("utf-8", "replace"))
    finally:
        connection.close()


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
