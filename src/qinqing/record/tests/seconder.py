"""Whoever keeps the second tree in the tests: its signer in this process, a kill, and an outsider who reads its files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from qinqing.record import refusals
from qinqing.record.keeping import keep
from qinqing.record.models import Place
from qinqing.record.policies import policies
from qinqing.record.second.following import follow_and_tell
from qinqing.record.signer import open_signer, refusal, sign
from qinqing.record.signer import said as said_by
from qinqing.record.tests.keeper import Here, said
from qinqing.record.trees import second_files, the_second
from qinqing.refusals import Failed, Refused
from qinqing.tlog import state as state_module
from qinqing.tlog.policy import read_policy
from qinqing.tlog.reader import Reader, files_in


class Seconder:
    """Its signer, opened when it is first asked and again after it has died."""

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
        """In the words of the process that asks the signer's."""
        try:
            return sign(self.signer, size, the_second()).decode()
        except (Refused, Failed) as refused:
            raise refusals.signer_refuses(said_by(refusal(refused))) from refused

    def follow(self) -> None:
        """Until there is nothing more to follow."""
        while follow_and_tell(self):
            pass


class Killed(BaseException):
    """What no handler of ours takes for an error."""


@contextmanager
def killed_at(step: int) -> Iterator[list[Path]]:
    """Ends what runs within at that point: before a file is written, before it has its name, or after; in turn."""
    reached: list[Path] = []
    write, sync = state_module._write, state_module._sync_folder

    def point(path: Path) -> None:
        reached.append(path)
        if len(reached) > step:
            raise Killed

    def written(path: Path, data: bytes) -> None:
        point(path)
        write(path, data)
        point(path)

    def synced(folder: Path) -> None:
        sync(folder)
        point(folder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state_module, "_write", written)
        patch.setattr(state_module, "_sync_folder", synced)
        yield reached


def grown(signer: Here, number: int) -> None:
    """So many entries more, all of them in the log."""
    said(number)
    while keep(signer):
        pass


def outsider_reads() -> list[bytes]:
    """The second tree's entries for somebody who has its files and its policy, and no database."""
    folder = second_files()
    head = read_policy(policies()[f"{folder.name}/policy"]).open((folder / "checkpoint").read_bytes())
    reader = Reader(files_in(folder, folder.parent), head.tree, head.checkpoint.size, head.checkpoint.root)
    return list(reader.entries(0, reader.size))


def bodies() -> list[bytes]:
    """What the log holds, in its order."""
    return [bytes(place.entry.body) for place in Place.objects.select_related("entry").order_by("index")]
