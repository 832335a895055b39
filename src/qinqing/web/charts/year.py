"""A year of all duties: one wide column a month, the ink of what was flagged on the water line under it."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from django.utils.translation import gettext as _

from qinqing.web.charts.ink import (
    INK,
    INK_2,
    LINE_2,
    PAPER,
    QIN_COLUMN,
    QIN_INK,
    box,
    dot,
    level,
    picture,
    words,
)
from qinqing.web.charts.months import SLOTS, Month
from qinqing.web.components.words import short_month

WIDE, NARROW = 1160, 352
LEGEND = 190
WATER = 178
TALLEST = 132
HEIGHT = 240
LARGEST_DROP = 9.0


def draw(months: Sequence[Month], *, width: int = WIDE, narrow: bool = False) -> str:
    """Up to twelve months, oldest first: kept as columns with their count, flagged as ink, undetermined as circles.

    `width` is the width it is shown at; `narrow` draws it for a phone, without the legend.
    """
    months = months[-SLOTS:]
    width, key = (NARROW, 0) if narrow else (width, LEGEND)
    step = (width - key) / SLOTS
    most = max((_kept(counts) for _name, counts in months), default=0)
    drops = max((max(counts[1:]) for _name, counts in months), default=0)
    parts = [level(0, width - key, WATER, INK)]
    for slot in range(SLOTS):
        x = slot * step
        if slot < len(months):
            parts += _month(x, step, months[slot], most, drops, narrow=narrow)
        else:
            parts.append(box(x + step / 2, WATER - 5, 1, 5, LINE_2))
    return picture(width, HEIGHT, [*parts, *([] if narrow else _legend(width - key + 18))])


def alt(months: Sequence[Month]) -> str:
    """What the picture shows, in words."""
    if not months:
        return _("逐月图：还没有判断过")
    totals = [sum(counts[n] for _name, counts in months[-SLOTS:]) for n in range(3)]
    return _(
        "逐月图，%(first)s 至 %(last)s：判断 %(judged)s 项次，符合预警条件 %(flagged)s，无法判定 %(undetermined)s。"
    ) % {
        "first": months[-SLOTS:][0][0],
        "last": months[-1][0],
        "judged": f"{totals[0]:,}",
        "flagged": f"{totals[1]:,}",
        "undetermined": f"{totals[2]:,}",
    }


def _kept(counts: Sequence[int]) -> int:
    return counts[0] - counts[1] - counts[2]


def _month(x: float, step: float, month: Month, most: int, drops: int, *, narrow: bool) -> list[str]:
    name, (_judged, flagged, undetermined) = month
    kept, middle = _kept(month[1]), x + step / 2
    tall = max(TALLEST * kept / most, 2) if most and kept > 0 else 0
    wide = step * 0.66
    parts = [box(middle - wide / 2, WATER - 0.5 - tall, wide, tall, QIN_COLUMN)] if tall else []
    if not narrow:
        parts.append(words(middle, WATER - tall - 9, f"{kept:,}", 14, INK_2, "middle"))
    parts += _drops(middle, step, flagged, undetermined, drops)
    label = str(int(name[-2:])) if narrow else short_month(name)
    return [*parts, words(middle, HEIGHT - 8, label, 14, INK_2, "middle")]


def _drops(middle: float, step: float, flagged: int, undetermined: int, most: int) -> list[str]:
    """Ink left, circle right where a month has both; area goes by count."""
    both = min(step * 0.2, 14) if flagged and undetermined else 0
    y = WATER + 20
    parts = [dot(middle - both, y, _radius(flagged, most), INK)] if flagged else []
    return (
        [*parts, dot(middle + both, y, _radius(undetermined, most), PAPER, INK_2)] if undetermined else parts
    )


def _radius(count: int, most: int) -> float:
    return max(LARGEST_DROP * sqrt(count / most), 2.2)


def _legend(x: float) -> list[str]:
    return [
        words(x, WATER - 60, _("柱：守住的项次"), 14, QIN_INK),
        words(x, WATER + 16, _("墨点：符合预警条件"), 14, INK),
        words(x, WATER + 38, _("空圈：无法判定"), 14, INK_2),
    ]
