"""A share with its interval on a short ruler from none to all: the span it may lie in, the mark where it stands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from qinqing.web.charts.ink import INK, LINE_2, QING_COLUMN, box, level, nothing, picture

__all__ = ["alt", "draw", "nothing"]

WIDTH, HEIGHT = 208, 24
MARGIN = 4
LINE = 18


def draw(share: float, low: float, high: float) -> str:
    """All three between 0 and 1; a tick at none, half and all."""
    parts = [
        level(MARGIN, WIDTH - MARGIN, LINE, LINE_2),
        *(box(_at(tick) - 0.5, LINE, 1, 5, LINE_2) for tick in (0, 0.5, 1)),
        box(_at(low), LINE - 9, _at(high) - _at(low), 7, QING_COLUMN),
        box(_at(share) - 1, LINE - 14, 2, 14, INK),
    ]
    return picture(WIDTH, HEIGHT, parts)


def alt(share: float, low: float, high: float) -> str:
    """What the picture shows, in words."""
    shown = {"share": f"{share:.0%}", "low": f"{low:.0%}", "high": f"{high:.0%}"}
    return _("尺上从 0 到 100%%：%(share)s，区间从 %(low)s 到 %(high)s") % shown


def _at(share: float) -> float:
    return MARGIN + share * (WIDTH - 2 * MARGIN)
