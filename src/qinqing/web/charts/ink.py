"""What charts are drawn with: the tokens' colours, one face, and elements that escape what they are given.

A chart is a picture in `<img>`: it sees no style sheet, so the colours of tokens.css stand here again;
a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

INK = "#1f2328"
INK_2 = "#4a5158"
PAPER = "#ffffff"
LINE = "#d8dddc"
LINE_2 = "#7b8488"
QIN_INK = "#8f2716"
QING = "#0b5d5e"
QING_INK = "#0a5556"
QING_WASH = "#edf5f4"
ACT_INK = "#094a8c"
HALT = "#7a1f52"
# Columns are large: a step lighter than the tokens, so that ink on them stays the darkest thing.
QIN_COLUMN = "#cb6a56"
QING_COLUMN = "#4d8e8e"
QING_SPAN = "#dbe9e8"

FACE = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
SMALLEST_TEXT = 13


def picture(width: float, height: float, parts: Iterable[str], title: str = "") -> str:
    """A whole SVG document, drawn at the width it is shown."""
    size = f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}"'
    head = f"<title>{escape(title)}</title>" if title else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{head}{"".join(parts)}</svg>'


def nothing() -> str:
    """An empty picture, for what cannot be drawn."""
    return picture(1, 1, ())


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str,
    stroke: str = "",
    line: float = 1,
    round: float = 0,
) -> str:
    edge = f' stroke="{stroke}" stroke-width="{_n(line)}"' if stroke else ""
    corner = f' rx="{_n(round)}"' if round else ""
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"{corner} fill="{fill}"{edge}/>'


def path(d: str, stroke: str, line: float = 1, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="4 4"' if dashed else ""
    return f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{_n(line)}"{dash}/>'


def level(x1: float, x2: float, y: float, stroke: str, line: float = 1) -> str:
    """A horizontal line."""
    return path(f"M{_n(x1)} {_n(y)}H{_n(x2)}", stroke, line)


def dot(x: float, y: float, radius: float, fill: str, stroke: str = "", line: float = 1.5) -> str:
    edge = f' stroke="{stroke}" stroke-width="{_n(line)}"' if stroke else ""
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}"{edge}/>'


def words(
    x: float,
    y: float,
    text: object,
    size: float = 14,
    fill: str = INK_2,
    anchor: str = "start",
    bold: bool = False,
    halo: bool = False,
) -> str:
    """Text standing on `y`; anchor start, middle or end. Never under 13 px. `halo` keeps lines out of it."""
    paper = f' stroke="{PAPER}" stroke-width="5" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(max(size, SMALLEST_TEXT))}" fill="{fill}" '
        f'text-anchor="{anchor}" font-weight="{600 if bold else 400}"{paper} font-family="{FACE}">'
        f"{escape(str(text))}</text>"
    )


def arrow(x: float, y: float, direction: str, fill: str) -> str:
    """An arrow head whose tip is at (x, y); direction right, left, up or down."""
    tips = {"right": "l-9 -5v10z", "left": "l9 -5v10z", "down": "l-5 -9h10z", "up": "l-5 9h10z"}
    return f'<path d="M{_n(x)} {_n(y)}{tips[direction]}" fill="{fill}"/>'


def width_of(text: object, size: float = 14) -> float:
    """About how wide text runs: a Chinese character is a square, the rest a little over half."""
    return sum(size if ord(c) > 0x2E7F else size * 0.56 for c in str(text))


def _n(number: float) -> str:
    """A coordinate with at most two places: the same data, the same bytes."""
    return f"{round(float(number), 2):g}"
