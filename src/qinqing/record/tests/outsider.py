"""A witness for the tests, and how it is asked without a network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qinqing.record.asking import Reply
from qinqing.record.keeping import keep
from qinqing.record.models import Entry, Witness
from qinqing.record.tests.keeper import Here, said
from qinqing.record.witnessing import Asking
from qinqing.tlog.keys import Verifier
from qinqing.witness.desk import Desk
from qinqing.witness.folder import make_folder, open_witness, own_key

FIRST, SECOND = "witness.gsl.example", "witness.notary.example"


class Outsider:
    """A witness in a folder of its own; asked without a network."""

    def __init__(self, folder: Path, name: str, log: Verifier) -> None:
        make_folder(folder, name, [log])
        self.desk, self.key, self.asked = Desk(folder, open_witness(folder)), own_key(folder), 0

    def ask(self, url: str, body: bytes) -> Reply:
        self.asked += 1
        answer = self.desk.answer(body)
        return Reply(answer.status, answer.body)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def asking(how: Callable[[str, bytes], Reply], clock: Clock | None = None) -> Asking:
    return Asking(how, clock or Clock())


def grown(signer: Here, number: int = 3) -> list[Entry]:
    entries = said(number)
    keep(signer)
    return entries


def trouble() -> str:
    return Witness.objects.get().trouble


def raising(error: Exception) -> Callable[[str, bytes], Reply]:
    def ask(url: str, body: bytes) -> Reply:
        raise error

    return ask
