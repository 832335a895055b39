"""A private PostgreSQL cluster: made in a new folder, reached on loopback, gone when the block ends."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "qinqing"
# Nothing here outlives the run, so nothing is forced to the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class NoCluster(Exception):
    """PostgreSQL cannot be started here; the text says why."""


def programs() -> Path:
    """The newest PostgreSQL of this machine: the folder with `initdb` and `postgres`."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if not found:
        raise NoCluster("PostgreSQL: no /usr/lib/postgresql/*/bin/postgres on this machine")
    return max(found, key=lambda path: float(path.parent.name))


def owner() -> pwd.struct_passwd | None:
    """Who runs the server when we are root (PostgreSQL refuses root); None means ourselves."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoCluster("PostgreSQL: running as root and no unprivileged user to run the server as")


def as_owner(who: pwd.struct_passwd | None) -> list[str]:
    """The command prefix that becomes `who`; the server also stops when this process dies."""
    drop = [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"] if who else []
    return ["setpriv", *drop, "--pdeathsig=INT"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(*databases: str) -> Iterator[dict[str, str]]:
    """Starts a cluster holding these databases and yields their addresses by name. Refuses with NoCluster."""
    folder = Path(tempfile.mkdtemp(prefix="qinqing-pg-"))
    try:
        with _server(folder) as (port, password):
            yield {
                name: f"postgres://{USER}:{password}@127.0.0.1:{port}/{name}"
                for name in _created(databases, port, password)
            }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _server(folder: Path) -> Iterator[tuple[int, str]]:
    bin_, who, port, password = programs(), owner(), free_port(), secrets.token_hex(16)
    (folder / "password").write_text(password, encoding="ascii")
    for path in (folder, folder / "password"):
        shutil.chown(path, *((who.pw_uid, who.pw_gid) if who else (os.getuid(), os.getgid())))
    initdb = [
        bin_ / "initdb",
        "-D",
        folder / "data",
        "-U",
        USER,
        "--pwfile",
        folder / "password",
        "-A",
        "scram-sha-256",
    ]
    _run([*as_owner(who), *initdb, "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"], folder)
    settings = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *FAST]
    start = [
        *as_owner(who),
        bin_ / "postgres",
        "-D",
        folder / "data",
        *(word for s in settings for word in ("-c", s)),
    ]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(start, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)
    try:
        _wait(server, port, folder / "server.log")
        yield port, password
    finally:
        _stop(server)


def _run(command: list[str | Path], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoCluster(f"PostgreSQL: {Path(command[-1]).name} failed: {done.stderr.strip()[-300:]}")


def _wait(server: subprocess.Popen[bytes], port: int, log: Path, seconds: int = 30) -> None:
    for _ in range(seconds * 10):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise NoCluster(f"PostgreSQL: the server did not start: {log.read_text(errors='replace')[-300:]}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown, then the hard way: nothing of the run stays behind."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=15)


def _created(databases: tuple[str, ...], port: int, password: str) -> tuple[str, ...]:
    import psycopg
    from psycopg import sql

    address = f"host=127.0.0.1 port={port} user={USER} password={password} dbname=postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        for name in databases:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return databases
