"""A time limit as a ruler: the days used, the promised and the statutory mark; under it every day since receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from qinqing.web.charts.ink import (
    ACT_INK,
    HALT,
    INK,
    INK_2,
    LINE,
    LINE_2,
    PAPER,
    box,
    level,
    nothing,
    path,
    picture,
    words,
)
from qinqing.web.components.words import short_day

__all__ = ["alt", "draw", "nothing"]

WIDE, NARROW = 720, 352
HEIGHT = 148
MARGIN = 9
RULER, BAR = 62, 11
DAYS, CELL, WIDEST = 104, 16, 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A limit of `n` days and the day it ends on, None while nobody knows. `law`: the statute's."""

    n: int
    name: str
    on: date | None = None
    law: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """`used` days of `unit`; `days`: (day, look, whether it is today) from receipt on.

    A look is counted, paused, waiting, rest, ahead, unsure or blank.
    """

    used: int
    marks: tuple[Mark, ...]
    unit: str
    days: tuple[tuple[date, str, bool], ...]

    @property
    def last(self) -> int:
        return max(self.used, *(mark.n for mark in self.marks), 1)

    @property
    def bound(self) -> int:
        """From here on it is late: the statute's, else the promise's."""
        return max((mark.n for mark in self.marks), default=self.last)


def draw(clock: Clock, *, narrow: bool = False) -> str:
    """The ruler from 0 to the last of what is used and what is allowed, then a strip of all days."""
    width, size = (NARROW, 13) if narrow else (WIDE, 14)
    step = (width - 2 * MARGIN) / clock.last
    within = min(clock.used, clock.bound)
    parts = [
        box(MARGIN, RULER - BAR, step * clock.last, BAR, LINE),
        box(MARGIN, RULER - BAR, step * within, BAR, INK_2),
        box(MARGIN + step * within, RULER - BAR, step * (clock.used - within), BAR, HALT),
        *_ticks(clock, step, size),
        *(part for mark in clock.marks for part in _mark(mark, clock, step, size, width)),
        *_strip(clock, width, size),
    ]
    return picture(width, HEIGHT, parts)


def alt(clock: Clock) -> str:
    """What the picture shows, in words."""
    used = _("已用 %(n)s %(unit)s") % {"n": clock.used, "unit": clock.unit}
    marks = [
        _("%(name)s %(n)s，%(day)s")
        % {"name": m.name, "n": m.n, "day": short_day(m.on) if m.on else _("到期日还不能定")}
        for m in clock.marks
    ]
    looks = [look for _day, look, _today in clock.days]
    paused = _("停 %(n)s 天") % {"n": looks.count("paused")} if "paused" in looks else ""
    return _("；").join(part for part in (used, *marks, paused) if part)


def _ticks(clock: Clock, step: float, size: float) -> list[str]:
    """A tick each day, named every fifth, or each where there are few; every tenth where they would be too close."""
    every = next(n for n in (1, 5, 10, 20, 50, 100, 1000) if n * step >= 3 * size or n == 1000)
    parts = []
    for n in range(clock.last + 1):
        if n % every == 0:
            x = MARGIN + n * step
            anchor = "start" if n == 0 else "end" if n == clock.last else "middle"
            parts += [box(x - 0.5, RULER, 1, 9, INK_2), words(x, RULER + 24, n, size, anchor=anchor)]
        elif step >= 4:
            parts.append(box(MARGIN + n * step - 0.5, RULER, 1, 5, LINE_2))
    return parts


def _mark(mark: Mark, clock: Clock, step: float, size: float, width: float) -> list[str]:
    """The statute's name on the upper line, the promise's under it: they never meet."""
    x = MARGIN + mark.n * step
    top, fill = (14, INK) if mark.law else (34, ACT_INK)
    name = f"{mark.name} {short_day(mark.on)}" if mark.on else mark.name
    right = x > width / 2
    return [
        box(x - 1, top + 4, 2, RULER - top - 4, fill),
        words(x - 5 if right else x + 5, top + 2, name, size, fill, "end" if right else "start", bold=True),
    ]


def _strip(clock: Clock, width: float, size: float) -> list[str]:
    """Every day a cell: full counted, crossed paused, hollow waiting or ahead, a line only where nobody works."""
    if not clock.days:
        return []
    step = min((width - 2 * MARGIN) / len(clock.days), WIDEST)
    parts = [level(MARGIN, MARGIN + step * len(clock.days), DAYS + CELL, LINE_2)]
    named = -width
    for n, (day, look, today) in enumerate(clock.days):
        x, cell = MARGIN + n * step, max(step - 1, 0.5)
        parts += _cell(x, cell, look)
        if today:
            parts.append(box(x, DAYS + CELL, cell, 4, ACT_INK))
        if (n == 0 or day.day == 1) and x - named >= 4 * size and x + 4 * size <= width:
            named = x
            parts.append(words(x, DAYS + CELL + 20, short_day(day), size))
    return parts


def _cell(x: float, width: float, look: str) -> list[str]:
    match look:
        case "counted":
            return [box(x, DAYS, width, CELL, INK_2)]
        case "paused":
            cross = path(f"M{x:.2f} {DAYS + CELL}L{x + width:.2f} {DAYS}", LINE_2)
            return [box(x, DAYS, width, CELL, PAPER, LINE_2, 0.75), cross]
        case "waiting" | "unsure":
            return [box(x, DAYS + CELL / 2, width, CELL / 2, PAPER, LINE_2, 0.75)]
        case "ahead":
            return [box(x, DAYS + CELL / 2, width, CELL / 2, LINE)]
    return []
