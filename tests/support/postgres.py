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
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "qinqing", "password"
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
def cluster(*databases: str, settings: tuple[str, ...] = FAST) -> Iterator[dict[str, str]]:
    """Starts a cluster holding these databases and yields their addresses by name. Refuses with NoCluster."""
    folder = Path(tempfile.mkdtemp(prefix="qinqing-pg-"))
    try:
        make(folder, "--no-sync")
        with served(folder, *settings) as server:
            yield {name: server.address(name) for name in create(databases, server)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Server:
    """A running cluster, and how its one user reaches it."""

    port: int
    password: str

    def address(self, database: str) -> str:
        return f"postgres://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"


def make(folder: Path, *options: str) -> None:
    """A new cluster in the folder, with the password of its one user beside it; `options` are initdb's."""
    who = owner()
    (folder / PASSWORD).write_text(secrets.token_hex(16), encoding="ascii")
    for path in (folder, folder / PASSWORD):
        shutil.chown(path, *((who.pw_uid, who.pw_gid) if who else (os.getuid(), os.getgid())))
    initdb = [programs() / "initdb", "-D", folder / "data", "-U", USER, "--pwfile", folder / PASSWORD]
    locale = ["-A", "scram-sha-256", "--locale=C.UTF-8", "--encoding=UTF8", *options]
    _run([*as_owner(who), *initdb, *locale], folder)


@contextmanager
def served(folder: Path, *settings: str) -> Iterator[Server]:
    """The cluster in the folder, running under these settings until the block ends."""
    port, password = free_port(), (folder / PASSWORD).read_text(encoding="ascii")
    given = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *settings]
    start = [*as_owner(owner()), programs() / "postgres", "-D", folder / "data"]
    start += [word for setting in given for word in ("-c", setting)]
    with (folder / "server.log").open("ab") as log:
        server = subprocess.Popen(start, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)
    try:
        _wait(server, port, folder / "server.log")
        yield Server(port, password)
    finally:
        _stop(server)


def _run(command: list[str | Path], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoCluster(f"PostgreSQL: {Path(command[-1]).name} failed: {done.stderr.strip()[-300:]}")


def _wait(server: subprocess.Popen[bytes], port: int, log: Path, seconds: int = 30) -> None:
    """Until it takes connections: after a crash it listens while it still recovers."""
    ready = [programs() / "pg_isready", "--quiet", "--host=127.0.0.1", f"--port={port}"]
    for _ in range(seconds * 10):
        if server.poll() is not None:
            break
        if subprocess.run(ready, check=False).returncode == 0:
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


def create(databases: tuple[str, ...], server: Server) -> tuple[str, ...]:
    import psycopg
    from psycopg import sql

    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        for name in databases:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return databases
