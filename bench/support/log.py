"""An installation whose log is measured, on either store as it is run in earnest, and programs that write in it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.durability.installation import ROOT, Installation
from tests.support import postgres

STORES = ("sqlite", "postgresql")
CONNECTIONS = "max_connections=300"


@contextmanager
def installation(store: str) -> Iterator[Installation]:
    """A founded one; what is acknowledged is forced to the disk, as in earnest. Gone with the block."""
    folder = Path(tempfile.mkdtemp(prefix="qinqing-bench-"))
    try:
        with _database(store) as address:
            here = Installation(folder / "home", address)
            here.run("found")
            yield here
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(store: str) -> Iterator[str]:
    if store == "sqlite":
        yield ""
        return
    with postgres.cluster("bureau", settings=(CONNECTIONS,)) as addresses:
        yield addresses["bureau"]


def written(here: Installation, **asked: Any) -> dict[str, Any]:
    """What `bench.support.writing` measured."""
    line = [sys.executable, "-m", "bench.support.writing", json.dumps(asked)]
    done = subprocess.run(line, env=here.environment, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured
