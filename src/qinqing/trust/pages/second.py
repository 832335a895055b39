"""The part of the page on verifying that tells of the second tree: how far it is, its checkpoint and its key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from qinqing.record.policies import published_key
from qinqing.record.second.standing import SecondStanding, published_at, second_standing
from qinqing.record.trees import SECOND, second_files
from qinqing.tlog.reader import files_in
from qinqing.tlog.tiles import CHECKPOINT_PATH

COMMAND = f"qinqing log read log/{SECOND} --policy policy"


@dataclass(frozen=True, slots=True)
class SecondPart:
    """`note`: its published checkpoint, empty where there is none yet or it cannot be read · `key` likewise."""

    standing: SecondStanding
    note: str
    key: str
    published_at: datetime | None
    command: str = COMMAND

    @property
    def covered(self) -> str:
        return _("%s 条") % f"{self.standing.size:,}"


def second_part() -> SecondPart | None:
    """What the page shows, whether this machine can compute SM2 or not; None where there is no second tree."""
    standing = second_standing()
    if standing is None:
        return None
    try:
        note = (files_in(second_files())(CHECKPOINT_PATH) or b"").decode("utf-8", errors="replace")
        key = published_key(second_files())
    except OSError:
        note = key = ""
    return SecondPart(standing, note, key, published_at())
