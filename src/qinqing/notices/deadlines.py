"""The deadlines apps declare: which rows are under each, by which day, and who takes what part in them.

declare(Path(__file__).with_name("ladders.yaml"), {"decision": Deadline(…)})   # affairs/deadlines.py, and `ready` imports it
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from qinqing.notices.kinds import Kind, family
from qinqing.work.ladders import Ladder, read_ladders

Who = Callable[[Any], list[int]]


@dataclass(frozen=True, slots=True)
class Deadline:
    """`column`: the day due, indexed among `rows` · `about`: what a notice names, '' where that says too much ·
    `who`: part in the matter → accounts · `route`: the page of staff, or of the firm where it alone is told."""

    rows: Callable[[], QuerySet[Any]]
    column: str
    about: Callable[[Any], str]
    who: Mapping[str, Who]
    route: str
    part: str = ""


_declared: dict[Path, Mapping[str, Deadline]] = {}


def declare(shipped: Path, deadlines: Mapping[str, Deadline]) -> None:
    """An app's deadlines and the file of their ladders. ValueError where another app has one of that name."""
    others = (name for file, theirs in _declared.items() if file != shipped for name in theirs)
    if taken := {*others} & {*deadlines}:
        raise ValueError(f"{sorted(taken)}: another app has a deadline of that name")
    _declared[shipped] = deadlines


def deadlines() -> dict[str, Deadline]:
    return {name: deadline for declared in _declared.values() for name, deadline in declared.items()}


def ladders() -> dict[str, Ladder]:
    """The shipped ladders, and over them the bureau's own. Refused `work.ladders`."""
    files = [*_declared]
    if settings.LADDERS_FILE.is_file():
        files.append(settings.LADDERS_FILE)
    return {name: ladder for file in files for name, ladder in _read(file, file.stat().st_mtime_ns).items()}


@lru_cache(maxsize=16)
def _read(file: Path, changed_ns: int) -> dict[str, Ladder]:
    """A bureau's own file may name any deadline, an app's its own."""
    named = _declared.get(file) or deadlines()
    return read_ladders(file, {name: deadline.who for name, deadline in named.items()})


def kind_of_rung(key: str) -> Kind | None:
    """What `decision.soon` says; None for a rung that is there no more."""
    ladder, _, rung = key.partition(".")
    found = ladders().get(ladder)
    told = next((one for one in found.rungs if one.key == rung), None) if found else None
    if told is None:
        return None
    deadline = deadlines()[ladder]
    return Kind(f"due:{key}", told.says, deadline.route, deadline.part)


family("due", kind_of_rung)
