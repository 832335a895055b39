"""A witness in a folder of its own, for a log of the tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from qinqing.tlog.profile import standard
from qinqing.tlog.tests.make import log_key
from qinqing.witness.desk import Desk
from qinqing.witness.folder import make_folder, open_witness
from qinqing.witness.server import Server

NAME = "witness.gsl.example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_folder(tmp_path / "witness", NAME, [log_key(standard()).verifier])
    return tmp_path / "witness"


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(folder, open_witness(folder))


@pytest.fixture
def server(desk: Desk) -> Iterator[Server]:
    with Server(("127.0.0.1", 0), desk) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()
