"""Whoever keeps a log in the tests: the signer in this process, and something said."""

from __future__ import annotations

import pytest

from qinqing.record.models import Entry
from qinqing.record.services import Machine, service, write_entry
from qinqing.record.signer import sign
from qinqing.tlog.profile import NAMES
from qinqing.tlog.signer import LogSigner

both_profiles = pytest.mark.parametrize("algorithms", NAMES, indirect=True)


class Here:
    """The signer in this process, behind the same question."""

    def __init__(self, signer: LogSigner):
        self.signer = signer

    def sign(self, size: int) -> str:
        return sign(self.signer, size).decode()


@service("test.keep")
def say(words: str) -> Entry:
    return write_entry(Machine(), "一案", {"words": words})


def said(number: int) -> list[Entry]:
    return [say(f"第 {n} 句") for n in range(number)]
