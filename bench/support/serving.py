"""Starting one granian as the installation does, and asking it for pages as fast as it answers."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from qinqing.web.admission import THREADS as THREADS_OF_ONE

THREADS = 4


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(application: str, port: int) -> Iterator[None]:
    """`application` under granian with the installation's workers and threads."""
    line = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", str(THREADS_OF_ONE), "--no-ws", "--log-level", "warning", application,
    ]  # fmt: skip
    with subprocess.Popen(line, env=os.environ.copy(), start_new_session=True) as process:
        try:
            wait(port)
            yield
        finally:
            process.terminate()


def wait(port: int, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing answers on port {port}")


def rate(port: int, path: str, seconds: float) -> float:
    """Answers per second to THREADS clients on kept connections, for about `seconds`."""
    counts = [0] * THREADS
    until = time.monotonic() + seconds

    def ask(slot: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < until:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path}: {answer.status}")
            counts[slot] += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=(slot,)) for slot in range(THREADS)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - started)
