"""Pictures of counts as inline SVG: ink is what was flagged, hatching in an outline what is undetermined.

Shape and number carry the meaning, so that nothing is lost in grey; the table under a picture says it all again.
Every picture is drawn twice, for a desk and for a phone; the style sheet shows one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from qinqing.refusals import Say
from qinqing.rules.report import words
from qinqing.rules.report.markup import Html

INK, INK_2, LINE, PAPER = "#1f2328", "#4a5158", "#d8dddc", "#ffffff"
WIDE, NARROW = 860, 340
SIZE = 14
NAMED = 240  # of a wide picture, what the names of its rows take
COUNTED = 70  # what the number behind a bar takes
BAR, ROW = 12, 38
TALL, FOOT, HEAD = 150, 30, 22
FIRST_OF_YEAR = "-01"


class Count(NamedTuple):
    """One thing counted: findings flagged and undetermined under a name."""

    name: str
    flagged: int
    undetermined: int


def bars(id: str, title: str, counts: Sequence[Count]) -> Iterator[str]:
    """A row per count: its name, then a bar of either kind with its number."""
    for width, names in ((WIDE, NAMED), (NARROW, 0)):
        yield drawing(id, title, counts, width, *bar_rows(f"{id}-{width}", counts, width, names))


def bar_rows(id: str, counts: Sequence[Count], width: int, names: int) -> tuple[int, list[str]]:
    """Height and parts; without room for names beside the bars they stand above them."""
    above = 0 if names else SIZE + 6
    scale = (width - names - COUNTED) / most(counts)
    parts: list[str] = []
    for number, count in enumerate(counts):
        top = number * (ROW + above)
        parts.append(text(0, top + (SIZE + 8 if names else SIZE), shortened(count.name, names or width)))
        parts += pair(id, count, names, top + above + 3, scale)
    return len(counts) * (ROW + above), parts


def pair(id: str, count: Count, left: int, top: int, scale: float) -> Iterator[str]:
    for n, (number, fill) in enumerate(((count.flagged, INK), (count.undetermined, f"url(#{id})"))):
        y, long = top + n * (BAR + 4), max(number * scale, 2 if number else 0)
        yield box(left, y, long, BAR, fill) if number else ""
        yield text(left + long + 6, y + BAR - 1, f"{number:,}", 13) if number else ""
    yield f'<path d="M{left} {top - 2}V{top + 2 * BAR + 6}" stroke="{INK_2}"/>'


def columns(id: str, title: str, counts: Sequence[Count]) -> Iterator[str]:
    """A column of either kind per count, in order of time; names stand where a year begins."""
    for width in (WIDE, NARROW):
        yield drawing(
            id, title, counts, width, HEAD + TALL + FOOT, column_parts(f"{id}-{width}", counts, width)
        )


def column_parts(id: str, counts: Sequence[Count], width: int) -> list[str]:
    step, ground = width / max(len(counts), 1), HEAD + TALL
    highest, wide = most(counts), min(step * 0.4, 22)
    parts = [
        f'<path d="M0 {ground}H{width}" stroke="{INK}"/>',
        text(0, SIZE, f"{words.MOST} {highest:,}", 13),
    ]
    for number, count in enumerate(counts):
        left = number * step + step / 2 - wide
        for n, (units, fill) in enumerate(((count.flagged, INK), (count.undetermined, f"url(#{id})"))):
            tall = max(units * TALL / highest, 2 if units else 0)
            parts.append(box(left + n * wide, ground - tall, wide - 1, tall, fill) if units else "")
        if number == 0 or count.name.endswith(FIRST_OF_YEAR):
            parts.append(f'<path d="M{number * step:.1f} {ground}v6" stroke="{INK_2}"/>')
            parts.append(
                text(number * step + 2, ground + 20, count.name if number else first_name(counts), 13)
            )
    return parts


def first_name(counts: Sequence[Count]) -> str:
    """The first month is named too, unless the next year begins where its name would stand."""
    crowded = any(count.name.endswith(FIRST_OF_YEAR) for count in counts[1:5])
    return "" if crowded else counts[0].name


def most(counts: Iterable[Count]) -> int:
    return max((max(count.flagged, count.undetermined) for count in counts), default=0) or 1


def drawing(
    id: str, title: str, counts: Sequence[Count], width: int, height: int, parts: Iterable[str]
) -> str:
    """A picture that says in words what it shows."""
    here, side = f"{id}-{width}", "wide" if width == WIDE else "narrow"
    return (
        f'<svg class="{side}" role="img" aria-labelledby="{here}-title {here}-desc" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}"><title id="{here}-title">{escape(title)}</title>'
        f'<desc id="{here}-desc">{escape(described(counts))}</desc>{hatching(here)}{"".join(parts)}</svg>'
    )


def described(counts: Sequence[Count]) -> str:
    """The picture in one sentence: the totals, and where most was flagged."""
    highest = max(counts, key=lambda count: count.flagged, default=Count("", 0, 0))
    return str(words.described(len(counts), highest.name, highest.flagged))


def hatching(id: str) -> str:
    return (
        f'<defs><pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{PAPER}"/><path d="M1 0V5" stroke="{INK_2}" stroke-width="1.4"/></pattern></defs>'
    )


def key(id: str) -> Html:
    """What ink and hatching stand for, in words."""
    return Html(
        swatch(f"{id}-ink", INK, words.FLAGGED) + swatch(f"{id}-open", f"url(#{id}-open)", words.UNDETERMINED)
    )


def swatch(id: str, fill: str, word: Say) -> str:
    drawn = f"{hatching(id) if fill != INK else ''}{box(1, 1, 24, 11, fill)}"
    picture = f'<svg aria-hidden="true" width="26" height="13" viewBox="0 0 26 13">{drawn}</svg>'
    return f'<span class="key">{picture} {escape(str(word))}</span>'


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    edge = f' stroke="{INK_2}"' if fill.startswith("url") else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{edge}/>'


def text(x: float, y: float, said: str, size: int = SIZE) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}">{escape(said)}</text>' if said else ""


def shortened(name: str, room: int) -> str:
    """What fits into `room` pixels: a Chinese character is a square, the rest a little over half."""
    taken = 0.0
    for n, character in enumerate(name):
        taken += SIZE if ord(character) > 0x2E7F else SIZE * 0.58
        if taken > room - SIZE:
            return f"{name[:n]}…"
    return name
