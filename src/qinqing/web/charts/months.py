"""A duty's months: columns of what was kept rise from the water line, ink drops under it are flagged, circles undetermined."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qinqing.web.charts.ink import INK, INK_2, LINE_2, PAPER, QIN_COLUMN, box, dot, level, picture
from qinqing.web.components.words import short_month

WIDTH, HEIGHT = 208, 62
WATER = 40
TALLEST = 38
SLOTS = 12
LARGEST_DROP = 5.0

# (month '2026-03', [judged, flagged, undetermined])
Month = tuple[str, Sequence[int]]


def draw(months: Sequence[Month]) -> str:
    """Up to twelve months, oldest first; a month not there yet is a small mark on the line."""
    months = months[-SLOTS:]
    kept = [judged - flagged - undetermined for _name, (judged, flagged, undetermined) in months]
    drops = max((max(flagged, undetermined) for _name, (_j, flagged, undetermined) in months), default=0)
    parts = [level(0, WIDTH, WATER, INK)]
    for slot in range(SLOTS):
        if slot >= len(months):
            parts.append(box(_left(slot) + 5, WATER - 3.5, 1, 3, LINE_2))
            continue
        _name, (_judged, flagged, undetermined) = months[slot]
        parts += _column(slot, kept[slot], max(kept))
        parts += _drops(slot, flagged, undetermined, drops)
    return picture(WIDTH, HEIGHT, parts)


def alt(months: Sequence[Month]) -> str:
    """What the picture shows, in words."""
    flagged = sum(counts[1] for _name, counts in months)
    if not months:
        return _("逐月图：还没有判断过")
    if not flagged:
        return _("逐月图：没有符合预警条件的")
    name, counts = max(months, key=lambda month: month[1][1])
    return ngettext(
        "逐月图：符合预警条件 %(flagged)s 项次，%(month)s最多，%(most)s 项次",
        "逐月图：符合预警条件 %(flagged)s 项次，%(month)s最多，%(most)s 项次",
        flagged,
    ) % {"flagged": flagged, "month": short_month(name), "most": counts[1]}


def _left(slot: int) -> float:
    return 1.5 + slot * 17.4


def _column(slot: int, kept: int, most: int) -> list[str]:
    if kept <= 0:
        return []
    tall = max(TALLEST * kept / most, 1.5)
    return [box(_left(slot), WATER - 0.5 - tall, 11, tall, QIN_COLUMN)]


def _drops(slot: int, flagged: int, undetermined: int, most: int) -> list[str]:
    """Flagged as ink, undetermined as an empty circle; side by side where a month has both. Area goes by count."""
    middle, low = _left(slot) + 5.5, WATER + 9.5
    if flagged and undetermined:
        return [_ink(middle, low - 3, flagged, most, 3.5), _circle(middle, low + 6, undetermined, most, 3)]
    if flagged:
        return [_ink(middle, low, flagged, most, LARGEST_DROP)]
    return [_circle(middle, low, undetermined, most, LARGEST_DROP)] if undetermined else []


def _ink(x: float, y: float, count: int, most: int, largest: float) -> str:
    return dot(x, y, _radius(count, most, largest), INK)


def _circle(x: float, y: float, count: int, most: int, largest: float) -> str:
    return dot(x, y, _radius(count, most, largest) - 0.5, PAPER, INK_2, 1.2)


def _radius(count: int, most: int, largest: float) -> float:
    return max(largest * sqrt(count / most), 1.6)
