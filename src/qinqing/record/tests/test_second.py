"""A second tree over the same entries, by SM3 and SM2: it follows the log, and nothing that befalls it touches the log."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from conftest import unavailable
from qinqing.record import second as following
from qinqing.record.keeping import keep
from qinqing.record.models import Checkpoint, Entry, Place, Second
from qinqing.record.publishing import published_size
from qinqing.record.second import follow, follow_and_tell
from qinqing.record.second_standing import second_standing
from qinqing.record.signer import PUBLIC, open_signer, sign
from qinqing.record.tests.keeper import Here, said
from qinqing.record.trees import second_files, the_second
from qinqing.record.verifying import verify
from qinqing.refusals import Failed, Refused
from qinqing.tlog import profile as profiles
from qinqing.tlog import sm2
from qinqing.tlog import state as state_module
from qinqing.tlog.keys import Verifier, read_verifier
from qinqing.tlog.policy import read_policy
from qinqing.tlog.profile import GUOMI
from qinqing.tlog.reader import Reader, files_in

pytestmark = pytest.mark.django_db


class SecondHere:
    """Its signer in this process, opened when first asked and again after `die`."""

    def __init__(self) -> None:
        self._signer: Any = None

    @property
    def signer(self) -> Any:
        if self._signer is None:
            self._signer = open_signer(the_second())
        return self._signer

    def die(self) -> None:
        if self._signer:
            self._signer._file.close()
        self._signer = None

    def signed(self) -> int:
        return int(self.signer.signed.size)

    def sign(self, size: int) -> str:
        return sign(self.signer, size, the_second()).decode()


@pytest.fixture
def second(signer: Here, settings: Any) -> Iterator[SecondHere]:
    settings.LOG_SECOND = GUOMI
    try:
        the_second()
    except Refused as refused:
        unavailable(str(refused))
    here = SecondHere()
    yield here
    here.die()


def grown(signer: Here, number: int) -> None:
    said(number)
    while keep(signer):
        pass


def follow_all(second: SecondHere) -> None:
    while follow_and_tell(second):
        pass


def outsider_reads() -> list[bytes]:
    """The second tree's entries as somebody reads them who has its files and its policy, and nothing of this program's store."""
    folder = second_files()
    key = (folder / PUBLIC).read_text().strip()
    head = read_policy(f"log {key}\nquorum none\n").open((folder / "checkpoint").read_bytes())
    reader = Reader(files_in(folder, folder.parent), head.tree, head.checkpoint.size, head.checkpoint.root)
    return list(reader.entries(0, reader.size))


def bodies() -> list[bytes]:
    return [bytes(place.entry.body) for place in Place.objects.select_related("entry").order_by("index")]


def codes(key: Verifier) -> list[str]:
    return [fault.code for fault in verify(key).faults]


def test_catches_up(signer: Here, key: Verifier, second: SecondHere, monkeypatch: Any) -> None:
    monkeypatch.setattr(following, "BATCH", 100)
    grown(signer, 300)
    assert follow_and_tell(second) == 100
    follow_all(second)
    assert outsider_reads() == bodies()
    assert verify(key).faults == [] and verify(key).second.says.zh == "与日志同步"
