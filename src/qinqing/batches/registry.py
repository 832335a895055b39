"""What there is to write and to enter: each app declares its own, and says who may.

register(Sheet("affairs.worklist", Say("待办清单", "worklist"), may=…, total=…, headings=…, rows=…))
register(Entering("affairs.paper", Say("纸质申请", "applications on paper"), may=…, enter=…))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from qinqing.accounts.actor import Actor
from qinqing.refusals import Say
from qinqing.sheets.writing import Heading

Asked = dict[str, Any]
# Where something stands and what is said of it, each in either language.
Line = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to take away. `back`: the page it was asked on, by its name. Asked again when it is written: whoever lost their role meanwhile gets nothing."""

    word: str
    title: Say
    may: Callable[[Actor], bool]
    total: Callable[[Actor, Asked], int]
    headings: Callable[[], Sequence[Heading]]
    rows: Callable[[Actor, Asked], Iterable[Sequence[Any]]]
    back: str = ""


@dataclass(frozen=True, slots=True)
class Entering:
    """A sheet handed in. `enter(actor, batch, asked, rows, told)`: all rows or none, and a line for each.

    A worker killed in the middle begins again: what it entered before must be found there, not made twice.
    """

    word: str
    title: Say
    may: Callable[[Actor], bool]
    enter: Callable[[Actor, UUID, Asked, list[Any], Callable[[int], None]], list[Line]]
    back: str = ""


KNOWN: dict[str, Sheet | Entering] = {}


def register(one: Sheet | Entering) -> None:
    KNOWN[one.word] = one
