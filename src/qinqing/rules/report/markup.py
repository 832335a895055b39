"""What the page is made of: tables, lists and tags; every text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple, TypeAlias

from qinqing.refusals import Say


class Html(NamedTuple):
    """Markup that is ready, told apart from text that is still to be escaped."""

    text: str


Shown: TypeAlias = Html | Say | str | int


def html(shown: Shown) -> str:
    """As it goes into the page: text escaped, whole numbers grouped."""
    if isinstance(shown, Html):
        return shown.text
    return escape(f"{shown:,}" if isinstance(shown, int) else str(shown))


def element(tag: str, content: Shown | Iterable[Shown], **attributes: str) -> Html:
    """`class_` is written class."""
    parts = [content] if isinstance(content, (Html, Say, str, int)) else content
    said = "".join(
        f' {name.strip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items()
    )
    return Html(f"<{tag}{said}>{''.join(map(html, parts))}</{tag}>")


def table(
    caption: Shown, heads: Sequence[Say], rows: Iterable[Sequence[Shown]], note: Shown = ""
) -> Iterator[str]:
    """A table whose rows become cards on a phone; the first cell of a row is its head, numbers stand right."""
    lines = [*rows]
    numbers = [isinstance(shown, int) for shown in lines[0]] if lines else [False] * len(heads)
    yield '<div class="scroll"><table class="cards">'
    yield element("caption", [caption, *([element("span", note)] if html(note) else [])]).text
    named = (
        element("th", head, scope="col", **numeric(number))
        for head, number in zip(heads, numbers, strict=True)
    )
    yield f"<thead><tr>{''.join(map(html, named))}</tr></thead><tbody>"
    for first, *rest in lines:
        cells = map(cell, heads[1:], rest)
        yield f"<tr>{element('th', first, scope='row').text}{''.join(map(html, cells))}</tr>"
    yield "</tbody></table></div>"


def cell(head: Say, shown: Shown) -> Html:
    """On a phone the cell stands beside its head."""
    return element("td", shown, data_label=str(head), **numeric(isinstance(shown, int)))


def numeric(number: bool) -> dict[str, str]:
    return {"class_": "num"} if number else {}


def pairs(rows: Iterable[tuple[Say, Shown]]) -> Html:
    """A list of names and what they hold; what is empty is left out."""
    held = [(name, shown) for name, shown in rows if html(shown)]
    return element(
        "dl", [part for name, shown in held for part in (element("dt", name), element("dd", shown))]
    )


def fold(summary: Shown, content: Iterable[str]) -> Iterator[str]:
    yield f"<details>{element('summary', summary).text}"
    yield from content
    yield "</details>"
