"""`qinqing serve`: both sites with their workers, each in a process that knows its own database only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from qinqing.cli.prepare import prepare
from qinqing.config.declared import read, refuse_incomplete
from qinqing.config.home import custody_folder
from qinqing.refusals import Failed, Refused, Say
from qinqing.web.admission import THREADS

HOST = "127.0.0.1"
# What one custody's processes must not even see of the other's.
FOREIGN = {"bureau": ("ORGAN_DATABASE_URL",), "organ": ("DATABASE_URL",)}
STOP_SECONDS = 10
LONGEST_LOG = 10_000_000  # bytes; beyond, the next start begins a new one and keeps one old
STOPPING = (signal.SIGTERM, signal.SIGINT)
# The public reads the bureau's site; a handful of people work at the organ's.
WORKERS = {"bureau": "2", "organ": "1"}


@dataclass(frozen=True, slots=True)
class Site:
    custody: str
    port: int


@click.command(
    help=str(
        Say(
            "运行本局站点、纪检监察站点和两方后台；Ctrl-C 停止",
            "run the bureau's site, the organ's site and both workers; Ctrl-C stops",
        )
    )
)
@click.option(
    "--custody",
    type=click.Choice(["bureau", "organ"]),
    help=str(Say("只运行一方（两方分开部署时）", "run one side only (where they are kept apart)")),
)
def command(custody: str | None) -> None:
    refuse_incomplete()
    wanted = [site for site in sites() if custody in (None, site.custody)]
    check_ports(wanted)
    for site in wanted:
        prepare(read()["QINQING_HOME"].absolute(), site.custody)
    lines = [f"  http://{HOST}:{site.port}/{'jj/' if site.custody == 'organ' else ''}" for site in wanted]
    logs = f"  {read()['QINQING_HOME'].absolute()}/*/log/"
    serve(wanted, [str(Say("亲清已运行；按 Ctrl-C 停止", "Qinqing is running; Ctrl-C stops")), *lines, logs])


def sites() -> list[Site]:
    """The two sites at their declared ports."""
    declared = read()
    return [Site("bureau", declared["QINQING_PORT"]), Site("organ", declared["QINQING_ORGAN_PORT"])]


def check_ports(wanted: Sequence[Site]) -> None:
    """Refuse, naming each port somebody already listens on, before anything is started."""
    for site in wanted:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, site.port))
            except OSError as error:
                name = "QINQING_PORT" if site.custody == "bureau" else "QINQING_ORGAN_PORT"
                raise Refused(
                    "port.busy",
                    Say(
                        f"端口 {site.port} 已被占用；请停掉占用它的程序，或用 {name}=其他端口 再运行",
                        f"port {site.port} is in use; stop what uses it, or run again with {name}=another port",
                    ),
                ) from error


def serve(wanted: Sequence[Site], on_ready: Sequence[str] = ()) -> None:
    """Start everything, wait until the sites answer, then until somebody stops us or a part ends by itself."""
    check_ports(wanted)
    for name in STOPPING:
        signal.signal(name, leave)
    running: list[subprocess.Popen[bytes]] = []
    try:
        for site in wanted:
            running.append(start(site, "site"))
        for site in wanted:
            wait_for(site.port, running)
        running += [start(site, "work") for site in wanted]  # after the sites: the first page comes first
        for line in on_ready:
            click.echo(line)
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
        raise ended(
            "serve.ended",
            Say(
                "一个进程意外结束，其余已停止",
                "a process ended by itself and the others were stopped",
            ),
        )
    finally:
        stop(running)


def leave(*_: object) -> None:
    """Once is enough: make passes on what the whole group was told, and people press Ctrl-C twice."""
    for name in STOPPING:
        signal.signal(name, signal.SIG_IGN)
    sys.exit(0)


def start(site: Site, what: str) -> subprocess.Popen[bytes]:
    """One process of one custody: without the other's address in its environment, and with a log of its own."""
    environment = {name: text for name, text in os.environ.items() if name not in FOREIGN[site.custody]}
    environment["QINQING_CUSTODY"] = site.custody
    if what == "work":
        line = [sys.executable, "-m", "qinqing", "work", "--custody", site.custody]
    else:
        line = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(site.port),
            "--workers", WORKERS[site.custody], "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning", "qinqing.config.wsgi:application",
        ]  # fmt: skip
    with log_of(site.custody, what).open("ab") as log:
        return subprocess.Popen(  # noqa: S603  # our own program, fixed arguments
            line,
            env=environment,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def log_of(custody: str, what: str) -> Path:
    """Where a process writes what it has to say: in its own custody's folder, which nobody else enters."""
    folder = custody_folder(read()["QINQING_HOME"].absolute(), custody) / "log"
    folder.mkdir(mode=0o700, exist_ok=True)
    log = folder / f"{what}.log"
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(folder / f"{what}.old.log")
    return log


def ended(word: str, says: Say) -> Failed:
    """Says where to read why."""
    logs = read()["QINQING_HOME"].absolute() / "*" / "log"
    return Failed(word, Say(f"{says.zh}；原因见 {logs}", f"{says.en}; the reason is in {logs}"))


def wait_for(port: int, running: Sequence[subprocess.Popen[bytes]], seconds: float = 30) -> None:
    """Until something answers on `port`; a process that ended instead is a failure."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if any(process.poll() is not None for process in running):
            raise ended("serve.not_started", Say("站点没有启动", "a site did not start"))
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise ended(
        "serve.not_started",
        Say(f"站点 {seconds:.0f} 秒内没有应答", f"a site did not answer within {seconds:.0f} seconds"),
    )


def stop(running: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask every process to end, then make those that do not."""
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # with whatever it started itself
