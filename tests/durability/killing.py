"""Random schedules of killed processes on one installation: `python -m tests.durability.killing COUNT SEED`.

In each, people act and the log is kept, by processes forked here so that hundreds of schedules take minutes. Some of
them are killed: by themselves at a random line of the program, or from outside at a random moment; whoever is killed is
started again. Then everything is ended, the log is kept once more as after a restart, and examined. Prints, as JSON, what
was done and what was found wrong.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from tests.durability import office

ACTORS = ("one", "two")
KEEPER, SIGNER = "keeper", "signer"  # the keeper gives places, asks for signatures and publishes
VICTIMS = (*ACTORS, KEEPER, SIGNER)
MOST_LINES = 3000  # of the program: about as many as each of them runs in a schedule
NOW, FOLLOWED = 0, 1
# A schedule lasts until so many acts are acknowledged, on a slow machine no longer than it must.
ACTS, LASTS_SECONDS, AT_MOST_SECONDS, LOOK_SECONDS = 10, 0.4, 10, 0.002
SCHEDULES_A_HOME = 20  # then it is put back to what was founded: a log is examined whole each time


@dataclass
class Ran:
    """What was done over all schedules; `wrong`: schedule → what an examination found.

    `killed` counts those in the midst of a schedule; at its end all are.
    """

    schedules: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    entries: int = 0
    wrong: dict[int, Any] = field(default_factory=dict)


def main(count: int, seed: int) -> Ran:
    office.bring_up()
    chance, ran, known = random.Random(seed), Ran(), []
    for number in range(count):
        if number % SCHEDULES_A_HOME == 0:
            renew()
            known = []
        known += Schedule(chance, ran.killed).run()
        found = examined(known)
        entries = found.pop("entries", 0)
        if any(found.values()):
            ran.wrong[number] = found
            break
        ran.schedules += 1
        if (number + 1) % SCHEDULES_A_HOME == 0 or number + 1 == count:
            ran.acknowledged, ran.entries = ran.acknowledged + len(known), ran.entries + entries
    return ran


class Told:
    """Numbers the keeper's process tells ours: the signer's, and how often one that ended was followed by another."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 16)

    def __getitem__(self, place: int) -> int:
        return int.from_bytes(self._memory[8 * place : 8 * place + 8], "big")

    def __setitem__(self, place: int, number: int) -> None:
        self._memory[8 * place : 8 * place + 8] = number.to_bytes(8, "big")


class Schedule:
    """One random schedule: `run` returns the ids that were acknowledged in it."""

    def __init__(self, chance: random.Random, killed: Counter[str]) -> None:
        victims = chance.sample(VICTIMS, chance.choice((1, 1, 2, 3, 4)))
        by_line = {name: chance.randrange(1, MOST_LINES) for name in victims}
        self.fuses = by_line if chance.random() < 0.5 else {}
        at = {name: chance.uniform(0.01, 2 * LASTS_SECONDS) for name in victims}
        self.moments = {} if self.fuses else at
        self.killed, self.acknowledged = killed, list[str]()
        self.signers = Told()

    def run(self) -> list[str]:
        running = {name: self.start(name, self.fuses.get(name, 0)) for name in (*ACTORS, KEEPER)}
        began = time.monotonic()
        while not self.over(running, time.monotonic() - began):
            self.kill_due(running, time.monotonic() - began)
            for name, process in running.items():
                if process.poll() is not None:
                    self.killed[name] += 1
                    self.ended(name, process)
                    running[name] = self.start(name)
            time.sleep(LOOK_SECONDS)
        for name, process in running.items():
            self.ended(name, process)
        self.kill_signer()
        self.killed[SIGNER] += self.signers[FOLLOWED]
        return self.acknowledged

    def over(self, running: dict[str, Any], now: float) -> bool:
        acts = len(self.acknowledged) + sum(len(running[name].lines) for name in ACTORS)
        return now > AT_MOST_SECONDS or (acts >= ACTS and now > LASTS_SECONDS and not self.moments)

    def start(self, name: str, fuse: int = 0) -> Any:
        from tests.durability.forked import fork

        return fork(self.keep if name == KEEPER else lambda out: self.act(name, out), fuse)

    def act(self, name: str, out: TextIO) -> None:
        for entry in office.acting(name):
            out.write(f"{entry}\n")

    def keep(self, out: TextIO) -> None:
        from tests.durability.forked import ForkedSigner

        signers = iter(range(1 << 30))

        def born(pid: int) -> None:
            self.signers[NOW] = pid
            self.signers[FOLLOWED] += next(signers) > 0

        office.keep(ForkedSigner(born, self.fuses.get(SIGNER, 0)))

    def kill_due(self, running: dict[str, Any], now: float) -> None:
        for name in [name for name, at in self.moments.items() if at <= now]:
            del self.moments[name]
            if name == SIGNER:
                self.kill_signer()
            else:
                os.kill(running[name].pid, signal.SIGKILL)

    def kill_signer(self) -> None:
        if pid := self.signers[NOW]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def ended(self, name: str, process: Any) -> None:
        process.kill()
        if name in ACTORS:
            self.acknowledged += process.lines


def examined(known: list[str]) -> dict[str, Any]:
    """In a process of its own, as after a restart; what it could not even begin is found too."""
    from tests.durability.forked import ForkedSigner, fork

    def examine(out: TextIO) -> None:
        print(json.dumps(office.examined(known, signer=ForkedSigner(lambda _: None))), file=out, flush=True)

    looking = fork(examine)
    while looking.poll() is None:
        time.sleep(LOOK_SECONDS)
    looking.kill()
    return json.loads(looking.said or '{"faults": ["the examination ended without a word"]}')


def renew() -> None:
    """The installation as it was founded: the copies beside it are put in its place."""
    from django.conf import settings

    home: Path = settings.HOME
    shutil.rmtree(home)
    shutil.copytree(home.with_name("founded"), home)
    database = settings.DATABASES["default"]
    if "postgresql" in database["ENGINE"]:
        renew_database(database)


def renew_database(database: dict[str, Any]) -> None:
    """From the one called `founded` on the same server."""
    import psycopg
    from psycopg import sql

    server = {name.lower(): database[name] for name in ("HOST", "PORT", "USER", "PASSWORD")}
    name = sql.Identifier(database["NAME"])
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE founded").format(name))


if __name__ == "__main__":
    print(json.dumps(vars(main(int(sys.argv[1]), int(sys.argv[2])))))
