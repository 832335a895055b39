"""Worlds for one run, each made once and shared by all measurements of the run.

`scripts/bench.py --scale N` asks for an N-th of every world: to see that a measurement works. Such figures are not kept.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from bench.support.measured import qinqing
from qinqing.facts.found import OWN_VALUES

WORLDS, SCALE = "QINQING_BENCH_WORLDS", "QINQING_BENCH_SCALE"
YEARS, SEED = 3, 7


def scale() -> int:
    return int(os.environ.get(SCALE, "1"))


def scaled(number: int) -> int:
    return number // scale()


@cache
def room() -> Path:
    """The run's folder; a measurement run alone has one of its own, gone when it ends."""
    given = os.environ.get(WORLDS)
    if given:
        return Path(given)
    own = tempfile.mkdtemp(prefix="qinqing-bench-")
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return Path(own)


def world(enterprises: int) -> Path:
    """A world of so many enterprises, three years, always the same."""
    folder = room() / f"world-{enterprises}"
    if not folder.is_dir():
        line = ("world", folder, "--enterprises", enterprises, "--years", YEARS, "--seed", SEED)
        qinqing(*line)
    return folder


def everything(folder: Path) -> tuple[str | Path, ...]:
    """What to add to `qinqing check` so that every rule runs that needs no platform."""
    return (folder, "--custody", "organ", "--values", folder / OWN_VALUES)
