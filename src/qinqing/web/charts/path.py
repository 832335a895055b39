"""A relation drawn step by step: people round, firms square, what joins them written on the arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from qinqing.web.charts.ink import (
    INK,
    INK_2,
    PAPER,
    QING,
    arrow,
    box,
    dot,
    level,
    nothing,
    path,
    picture,
    width_of,
    words,
)

NAME, NOTE = 16, 14
WIDE = 900
NARROW = 352
TALL = 58
LONGEST_NAME = 15


class Link(Protocol):
    """One step: from whom to whom, by what (marriage, share, post), since when ('' if unknown)."""

    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def since(self) -> str: ...


def draw(links: Sequence[Link], *, people: int = 1, narrow: bool = False) -> str:
    """The path from its first person to its last firm; left to right, downwards where it is long or on a phone.

    The first `people` ends are persons and drawn round; the rest are firms.
    """
    if not links:
        return nothing()
    names = [links[0].start, *(link.end for link in links)]
    if narrow or _row_width(names, links) > WIDE:
        return _downwards(names, links, people, NARROW if narrow else WIDE)
    return _across(names, links, people)


def alt(links: Sequence[Link]) -> str:
    """What the picture shows, in words."""
    steps = [
        _("%(n)s，%(start)s 到 %(end)s：%(by)s")
        % {"n": n, "start": link.start, "end": link.end, "by": link.by}
        for n, link in enumerate(links, 1)
    ]
    return _("关系图，共 %s 步。") % len(links) + _("；").join(steps)


def _across(names: Sequence[str], links: Sequence[Link], people: int) -> str:
    boxes = [_box_width(name) for name in names]
    gaps = [_gap(link) for link in links]
    y, parts, x = 34.0, [], 1.0
    for n, name in enumerate(names):
        parts += _who(x, y, boxes[n], name, person=n < people)
        x += boxes[n]
        if n < len(links):
            parts += _step_across(x, x + gaps[n], y + TALL / 2, n + 1, links[n])
            x += gaps[n]
    return picture(x + 1, y + TALL + 8, parts)


def _downwards(names: Sequence[str], links: Sequence[Link], people: int, width: float) -> str:
    wide = min(max(_box_width(name) for name in names), width - 4)
    middle, y, parts = 2 + wide / 2, 2.0, []
    for n, name in enumerate(names):
        parts += _who(2, y, wide, name, person=n < people)
        y += TALL
        if n < len(links):
            parts += _step_down(middle, y, y + 70, n + 1, links[n])
            y += 70
    return picture(width, y + 2, parts)


def _row_width(names: Sequence[str], links: Sequence[Link]) -> float:
    return sum(_box_width(name) for name in names) + sum(_gap(link) for link in links) + 2


def _box_width(name: str) -> float:
    return max(width_of(_shown(name), NAME) + 40, 100)


def _gap(link: Link) -> float:
    return max(width_of(link.by, NOTE), width_of(_since(link), 13), 60) + 36


def _shown(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _since(link: Link) -> str:
    return _("%s 起") % link.since if link.since else ""


def _who(x: float, y: float, wide: float, name: str, *, person: bool) -> list[str]:
    corner = TALL / 2 if person else 2
    return [
        box(x, y, wide, TALL, PAPER, QING, 2, corner),
        words(x + wide / 2, y + TALL / 2 + 6, _shown(name), NAME, INK, "middle", bold=True),
    ]


def _step_across(x1: float, x2: float, y: float, number: int, link: Link) -> list[str]:
    middle = (x1 + x2) / 2 - 4
    return [
        level(x1 + 1, x2 - 9, y, QING, 2),
        arrow(x2 - 2, y, "right", QING),
        *_number(middle, y, number),
        words(middle, y - 20, link.by, NOTE, INK, "middle", bold=True),
        words(middle, y + 30, _since(link), 13, INK_2, "middle"),
    ]


def _step_down(x: float, y1: float, y2: float, number: int, link: Link) -> list[str]:
    y = (y1 + y2) / 2 - 3
    return [
        path(f"M{x:g} {y1 + 1:g}V{y2 - 9:g}", QING, 2),
        arrow(x, y2 - 2, "down", QING),
        *_number(x, y, number),
        words(x + 20, y - 1, link.by, NOTE, INK, bold=True),
        words(x + 20, y + 17, _since(link), 13, INK_2),
    ]


def _number(x: float, y: float, number: int) -> list[str]:
    return [dot(x, y, 11, QING), words(x, y + 4.5, number, 13, PAPER, "middle", bold=True)]
