"""What was observed against its limit, on one ruler: the span allowed, the bar observed, what lies beyond in plum."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor, log10

from django.utils.translation import gettext as _

from qinqing.web.charts.ink import HALT, INK, INK_2, LINE_2, QING_INK, QING_SPAN, box, level, nothing, picture, width_of, words

__all__ = ["alt", "draw", "nothing"]

WIDE, NARROW = 640, 352
HEIGHT = 92
MARGIN = 9
LINE = 52
BAR = 11

Number = int | float | Decimal


def draw(observed: Number, limit: Number, unit: str = "", *, narrow: bool = False) -> str:
    """A ruler from 0 to a little beyond the larger of both; ticks at round numbers; negative numbers start at 0."""
    seen, bound = max(float(observed), 0.0), max(float(limit), 0.0)
    width, size = (NARROW, 13) if narrow else (WIDE, 14)
    step, end = _scale(max(seen, bound), 6 if narrow else 10)
    unit_width = (width - 2 * MARGIN) / end

    def at(value: float) -> float:
        return MARGIN + value * unit_width

    parts = [
        box(at(0), LINE - BAR - 2, at(bound) - at(0), BAR + 2, QING_SPAN),
        box(at(0), LINE - BAR, at(min(seen, bound)) - at(0), BAR - 2, INK_2),
        *([box(at(bound), LINE - BAR, at(seen) - at(bound), BAR - 2, HALT)] if seen > bound else []),
        level(MARGIN, width - MARGIN, LINE, LINE_2),
        *_ticks(step, end, at, size),
        *_marks(seen, bound, _amount(observed), _amount(limit), unit, at, width, size),
    ]
    return picture(width, HEIGHT, parts)


def alt(observed: Number, limit: Number, unit: str = "") -> str:
    """What the picture shows, in words."""
    return _("观测 %(observed)s%(unit)s，界限 %(limit)s%(unit)s") % {
        "observed": _amount(observed),
        "limit": _amount(limit),
        "unit": f" {unit}" if unit else "",
    }


def _scale(most: float, ticks: int) -> tuple[float, float]:
    """The tick distance (1, 2 or 5 times a power of ten) and where the ruler ends, past the larger number."""
    if most <= 0:
        return 1.0, 1.0
    rough = most * 1.12 / ticks
    power = 10.0 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough)
    if most >= 3:
        step = max(step, 1.0)
    return step, ceil(most * 1.08 / step) * step


def _ticks(step: float, end: float, at, size: float) -> list[str]:  # type: ignore[no-untyped-def]
    parts = []
    for n in range(round(end / step) + 1):
        x = at(n * step)
        parts.append(box(x - 0.5, LINE, 1, 9, INK_2))
        parts.append(words(x, LINE + 26, _short(n * step), size, anchor=_anchor(n, round(end / step))))
    return parts


def _anchor(n: int, last: int) -> str:
    return "start" if n == 0 else "end" if n == last else "middle"


def _marks(seen: float, bound: float, observed: str, limit: str, unit: str, at, width: float, size: float) -> list[str]:  # type: ignore[no-untyped-def]
    """The two names over the ruler, each beside its line, on two heights so that they never meet."""
    unit = f" {unit}" if unit else ""
    at_limit = _("界限：%s") % (limit + unit)
    at_seen = _("观测：%s") % (observed + unit)
    over = seen > bound
    return [
        box(at(bound) - 1, 14 if over else 8, 2, LINE - (14 if over else 8), INK),
        _label(at(bound), 12, at_limit, INK, width, size, left=over),
        _label(at(seen), LINE - BAR - 6, at_seen, HALT if over else QING_INK, width, size, left=not over or at(seen) > width / 2),
    ]


def _label(x: float, y: float, text: str, fill: str, width: float, size: float, *, left: bool) -> str:
    """Left or right of its mark, wherever it fits inside the picture."""
    long = width_of(text, size)
    if left and x - 5 - long < 0:
        left = False
    if not left and x + 5 + long > width:
        left = True
    if left and x - 5 - long < 0:
        return words(width / 2, y, text, size, fill, "middle", bold=True)
    return words(x - 5 if left else x + 5, y, text, size, fill, "end" if left else "start", bold=True)


def _amount(number: Number) -> str:
    return f"{number.normalize():,f}" if isinstance(number, Decimal) else f"{number:,}"


def _short(number: float) -> str:
    """A tick's number: 200000 is 20万 in Chinese and 200,000 elsewhere."""
    if number >= 10_000:
        return _("%s万") % f"{number / 10_000:,.10g}"
    return f"{number:,.10g}"
