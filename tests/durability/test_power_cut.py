"""The power fails while people work: no act that was acknowledged is lost, and the log goes on from where it was seen.

The controls force less to the disk than the product does and must lose acts: else this would prove nothing.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.durability.conftest import POSTGRESQL, SQLITE
from tests.durability.disk import Disk, disk
from tests.durability.installation import Installation, Load, load
from tests.support import postgres

pytestmark = pytest.mark.custody("bureau")
NAMES = ("one", "two", "three")
Opened = Callable[[Path], AbstractContextManager[Installation]]
Scaled = Callable[[int, int], int]
Recorded = Callable[[str, object], None]


def embedded(synchronous: str = "") -> Opened:
    """Everything, the database included, in one folder of the disk."""

    @contextmanager
    def opened(path: Path) -> Iterator[Installation]:
        yield Installation(path / "home", synchronous=synchronous)

    return opened


def on_postgresql(*settings: str) -> Opened:
    """The home and the cluster on one disk, as they are after a start on whatever lies there."""

    @contextmanager
    def opened(path: Path) -> Iterator[Installation]:
        folder = path / "cluster"
        if new := not folder.exists():
            folder.mkdir()
            postgres.make(folder)
            written(folder)
        # The server of the disk that goes on still has the number this file names; after a real cut nobody has.
        (folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        with postgres.served(folder, *settings) as server:
            if new:
                postgres.create(("bureau",), server)
            yield Installation(path / "home", server.address("bureau"))

    return opened


STORES = {SQLITE: embedded(), POSTGRESQL: on_postgresql()}
CONTROLS = {SQLITE: embedded("NORMAL"), POSTGRESQL: on_postgresql("fsync=off")}


@pytest.mark.proof
def test_a_power_cut_loses_nothing_that_was_acknowledged(
    store: str, scaled: Scaled, record_property: Recorded
) -> None:
    opened, cuts, acknowledged, seen = STORES[store], scaled(1, 40), 0, 0
    with working(opened) as (disk_, here, running):
        for _ in cut_moments(here, running, cuts):
            known, checkpoint = [*running.acknowledged], here.checkpoint
            with disk_.cut() as after, stopped(running), opened(after) as restarted:
                found = restarted.examined(known, checkpoint)
            wrong = {what: found[what] for what in ("lost", "twice", "unpublished", "faults", "rewritten")}
            assert not any(wrong.values()), wrong
            acknowledged, seen = len(known), seen + bool(checkpoint)
    record_property("cuts", cuts)
    record_property("acknowledged before the last cut", acknowledged)
    record_property("cuts after which a checkpoint seen outside still held", seen)
    record_property("lost", 0)


@pytest.mark.proof
def test_a_store_that_forces_less_loses_some(store: str, scaled: Scaled, record_property: Recorded) -> None:
    opened, least, lost = CONTROLS[store], scaled(1, 10), []
    with working(opened) as (disk_, here, running):
        written(disk_.path)  # what was founded is not at stake
        for _ in cut_moments(here, running, 10):
            known = [*running.acknowledged]
            with disk_.cut() as after, stopped(running):
                lost.append(missing(opened, after, known))
            # The system forces of itself now and then: a cut just after loses nothing.
            if len(lost) >= least and any(lost):
                break
    record_property("cuts", len(lost))
    record_property("lost at each", lost)
    assert any(lost)


@contextmanager
def working(opened: Opened) -> Iterator[tuple[Disk, Installation, Load]]:
    with disk() as cuttable, opened(cuttable.path) as here:
        here.run("found", *NAMES)
        with load(here, NAMES) as running:
            yield cuttable, here, running


def written(path: Path) -> None:
    """Everything on that disk is forced to it."""
    subprocess.run(["sync", "--file-system", path], check=True)


def cut_moments(here: Installation, running: Load, count: int) -> Iterator[int]:
    """Moments at random, each after new acts were acknowledged, none before a first checkpoint is out."""
    chance = random.Random(count)
    for number in range(count):
        before, until = len(running.acknowledged), time.monotonic() + 60
        while len(running.acknowledged) == before or not here.checkpoint:
            assert time.monotonic() < until, "no act was acknowledged for a minute"
            time.sleep(0.01)
        time.sleep(chance.uniform(0.2, 1.5))
        yield number


@contextmanager
def stopped(running: Load) -> Iterator[None]:
    """The cut is made; while it is looked at the load waits, so that the next comes soon."""
    running.pause()
    try:
        yield
    finally:
        running.go_on()


def missing(opened: Opened, after: Path, known: list[str]) -> int:
    """How many acts the store no longer knows; all of them where it does not even start."""
    try:
        with opened(after) as restarted:
            there = {*restarted.run("ids").split()}
    except (AssertionError, postgres.NoCluster):
        return len(known)
    return len({*known} - there)
