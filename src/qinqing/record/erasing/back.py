"""Whoever was erased does not come back unnoticed with the next folder, sheet or account."""

from __future__ import annotations

from collections.abc import Iterable

from qinqing.record import refusals
from qinqing.record.models import Erased
from qinqing.record.openings import named
from qinqing.refusals import Problem, Say


def refuse_erased(known_as: Iterable[tuple[str, str]]) -> None:
    """`known_as`: where each id stands, and the id. Refused `erase.comes_back` with every place."""
    erased = {person for people in Erased.objects.values_list("people", flat=True) for person in people}
    if not erased:
        return
    says = Say("已按批准清除", "was erased, as two people agreed")
    problems = [Problem(f"{where}:{key}", says) for where, key in known_as if key and named(key) in erased]
    if problems:
        raise refusals.came_back(problems)
