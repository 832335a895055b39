"""C2SP tlog-witness over HTTP, by the standard library: add-checkpoint, and the checkpoint cosigned last.

Nobody is asked who they are: a submission carries the log's signature. What is bounded is what a stranger may cost:
a body's length, a connection's life, and how many there are at once.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from qinqing.tlog.text import from_decimal
from qinqing.tlog.witness import PLAIN, Answer
from qinqing.witness import refusals
from qinqing.witness.desk import LONGEST_BODY, Desk

ADD = "/add-checkpoint"
CHECKPOINT = re.compile(r"/(?P<log>[0-9a-f]{64})/checkpoint\Z")
SILENCE_SECONDS = 10
CONNECTION_SECONDS = 60
MOST_CONNECTIONS = 32
Told = Callable[[Answer], None]


class Server(ThreadingHTTPServer):
    """Serves `desk` at an address; `told` hears of every answer to a submission."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], desk: Desk, told: Told = lambda _: None) -> None:
        self.desk, self.told = desk, told
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        try:
            super().__init__(address, Handler)
        except OSError as error:
            raise refusals.address_taken(*address, error) from error

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        ends = threading.Timer(CONNECTION_SECONDS, _hang_up, (request,))
        ends.daemon = True
        ends.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            ends.cancel()
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke off is its client's affair."""


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class Handler(BaseHTTPRequestHandler):
    """One connection, kept open for the next request."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "qinqing-witness", ""
    timeout = SILENCE_SECONDS

    def do_POST(self) -> None:
        length = self._length()
        if length is None:
            return
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
        elif self.path != ADD:
            self._send(Answer(404, "只有 only: POST /add-checkpoint\n"))
        else:
            answer = self.server.desk.answer(body)
            self._send(answer)
            self.server.told(answer)

    def do_GET(self) -> None:
        found = CHECKPOINT.match(self.path)
        note = self.server.desk.cosigned(found["log"]) if found else None
        if note is None:
            self._send(Answer(404, "没有见证过这个日志 No checkpoint of this log was cosigned\n"))
        else:
            self._send(Answer(200, note.decode()))

    def _length(self) -> int | None:
        """How long the body is; where it is not said or too long, that is answered and the connection ends."""
        length = from_decimal(self.headers.get("Content-Length", ""))
        if length is None or self.headers.get("Transfer-Encoding"):
            answer = Answer(411, "要写明 Content-Length Content-Length is needed\n")
        elif length > LONGEST_BODY:
            answer = Answer(413, "提交的内容太长 The submission is too long\n")
        else:
            return length
        self.close_connection = True
        self._send(answer)
        return None

    def _send(self, answer: Answer) -> None:
        data = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type or PLAIN)
        self.send_header("Content-Length", str(len(data)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Who asked is nobody's business; what was answered is told by `told`."""
