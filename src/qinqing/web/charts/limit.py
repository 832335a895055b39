"""What was observed against its limit, on one ruler: the span allowed, the bar observed, what lies beyond in plum."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qinqing.web.charts.ink import (
    HALT,
    INK,
    INK_2,
    LINE_2,
    QING_INK,
    QING_SPAN,
    box,
    level,
    nothing,
    picture,
    width_of,
    words,
)

__all__ = ["alt", "draw", "nothing"]

WIDE, NARROW = 640, 352
HEIGHT = 92
MARGIN = 9
LINE = 52
BAR = 11
# The two names stand on two heights, so that they never meet.
LIMIT_NAME, OBSERVED_NAME = 12, LINE - BAR - 6

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Ruler:
    """From 0 to `end` over `width` pixels, a tick every `step`, text of `size`."""

    width: float
    size: float
    step: float
    end: float

    @classmethod
    def for_numbers(cls, *numbers: float, narrow: bool) -> Ruler:
        """Long enough for all of them; whole ticks where all are whole."""
        most, whole = max(numbers), all(number.is_integer() for number in numbers)
        width, size, ticks = (NARROW, 13, 6) if narrow else (WIDE, 14, 10)
        step = _tick(most, ticks, whole=whole)
        return cls(width, size, step, ceil(most * 1.08 / step) * step if most > 0 else step)

    def at(self, value: float) -> float:
        return MARGIN + value * (self.width - 2 * MARGIN) / self.end


def draw(observed: Number, limit: Number, unit: str = "", *, narrow: bool = False) -> str:
    """A ruler to a little beyond the larger of both; what is below 0 stands at 0."""
    seen, bound = max(float(observed), 0.0), max(float(limit), 0.0)
    ruler = Ruler.for_numbers(seen, bound, narrow=narrow)
    start, upto, end = ruler.at(0), ruler.at(min(seen, bound)), ruler.at(bound)
    parts = [
        box(start, LINE - BAR - 2, end - start, BAR + 2, QING_SPAN),
        box(start, LINE - BAR, upto - start, BAR - 2, INK_2),
        *([box(end, LINE - BAR, ruler.at(seen) - end, BAR - 2, HALT)] if seen > bound else []),
        level(MARGIN, ruler.width - MARGIN, LINE, LINE_2),
        *_ticks(ruler),
        box(end - 1, LIMIT_NAME - 4, 2, LINE - LIMIT_NAME + 4, INK),
        _name(ruler, end, LIMIT_NAME, _("界限：%s") % _amount(limit, unit), INK, left=seen > bound),
        _name(
            ruler,
            ruler.at(seen),
            OBSERVED_NAME,
            _("观测：%s") % _amount(observed, unit),
            HALT if seen > bound else QING_INK,
            left=seen <= bound,
        ),
    ]
    return picture(ruler.width, HEIGHT, parts)


def alt(observed: Number, limit: Number, unit: str = "") -> str:
    """What the picture shows, in words."""
    return _("观测 %(observed)s，界限 %(limit)s") % {
        "observed": _amount(observed, unit),
        "limit": _amount(limit, unit),
    }


def _tick(most: float, ticks: int, *, whole: bool) -> float:
    """The tick distance: 1, 2 or 5 times a power of ten."""
    if most <= 0:
        return 1.0
    rough = most * 1.12 / ticks
    power = 10.0 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough)
    return max(step, 1.0) if whole else step


def _ticks(ruler: Ruler) -> list[str]:
    last, parts = round(ruler.end / ruler.step), []
    for n in range(last + 1):
        x = ruler.at(n * ruler.step)
        anchor = "start" if n == 0 else "end" if n == last else "middle"
        parts.append(box(x - 0.5, LINE, 1, 9, INK_2))
        parts.append(words(x, LINE + 26, _short(n * ruler.step), ruler.size, anchor=anchor))
    return parts


def _name(ruler: Ruler, x: float, y: float, text: str, fill: str, *, left: bool) -> str:
    """A name left or right of its mark, wherever it fits inside the picture."""
    long = width_of(text, ruler.size) + 5
    fits_left, fits_right = x - long >= 0, x + long <= ruler.width
    if not fits_left and not fits_right:
        return words(ruler.width / 2, y, text, ruler.size, fill, "middle", bold=True, halo=True)
    if (left and fits_left) or not fits_right:
        return words(x - 5, y, text, ruler.size, fill, "end", bold=True, halo=True)
    return words(x + 5, y, text, ruler.size, fill, "start", bold=True, halo=True)


def _amount(number: Number, unit: str) -> str:
    text = f"{number.normalize():,f}" if isinstance(number, Decimal) else f"{number:,}"
    return f"{text} {unit}" if unit else text


def _short(number: float) -> str:
    """A tick's number: 200000 is 20万 in Chinese, 200k in English."""
    if number < 10_000:
        return f"{number:,.10g}"
    return f"{number / 1000:,.10g}k" if get_language() == "en" else f"{number / 10_000:,.10g}万"
