"""Rows of bars to be compared: how much each has, and in plum how much of it is late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from qinqing.web.charts.ink import HALT, INK, INK_2, LINE, box, level, nothing, picture, width_of, words

WIDE, NARROW = 640, 352
ROW, BAR = 30, 14
MOST_ROWS = 30


class Bar(NamedTuple):
    """`part` of `whole`."""

    name: str
    whole: int
    part: int


def draw(bars: Sequence[Bar], *, narrow: bool = False) -> str:
    """One row each, all on one scale from 0; the first MOST_ROWS, the table beneath has them all."""
    bars = bars[:MOST_ROWS]
    if not bars:
        return nothing()
    width, size = (NARROW, 13) if narrow else (WIDE, 14)
    left = max(width_of(bar.name, size) for bar in bars) + 10
    room = width - left - 70
    most = max(max(bar.whole for bar in bars), 1)
    parts = [level(left, width - 70, len(bars) * ROW + 4, LINE)]
    for row, bar in enumerate(bars):
        parts += _row(row * ROW, bar, left, room / most, size)
    return picture(width, height_of(bars), parts)


def height_of(bars: Sequence[Bar]) -> int:
    return min(len(bars), MOST_ROWS) * ROW + 8


def alt(bars: Sequence[Bar]) -> str:
    """What the picture shows, in words."""
    return _("%(names)s 人在办共 %(whole)s 件，其中超期 %(part)s 件") % {
        "names": len(bars),
        "whole": sum(bar.whole for bar in bars),
        "part": sum(bar.part for bar in bars),
    }


def _row(top: float, bar: Bar, left: float, scale: float, size: float) -> list[str]:
    late, whole = bar.part * scale, bar.whole * scale
    said = _("%(whole)s，超 %(part)s") if bar.part else "%(whole)s"
    return [
        words(left - 8, top + 19, bar.name, size, INK, "end"),
        *([box(left, top + 8, late, BAR, HALT)] if late else []),
        *([box(left + late, top + 8, whole - late, BAR, INK_2)] if whole > late else []),
        words(left + whole + 6, top + 19, said % {"whole": bar.whole, "part": bar.part}, size, INK),
    ]
