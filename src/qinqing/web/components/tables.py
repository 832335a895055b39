"""Lists: tables that become cards on a phone, tabs, filters, pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.utils.safestring import SafeString

from qinqing.web.components.registry import register, rendered


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; kind: '' | 'num' | 'nowrap'."""

    label: object
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: words, where they lead, a second line, a tag."""

    words: object = ""
    url: str = ""
    note: object = ""
    tag: object = ""
    tag_kind: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; a cell is a `Cell` or plain words. The first column heads its row."""

    label: object
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    caption: object = ""
    cards: bool = True

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has more or fewer cells than the table has columns")

    @property
    def filled(self) -> list[list[tuple[Column, Cell]]]:
        return [
            [
                (column, cell if isinstance(cell, Cell) else Cell(cell))
                for column, cell in zip(self.columns, row, strict=True)
            ]
            for row in self.rows
        ]


@register.simple_tag(name="table")
def table_tag(table: Table) -> SafeString:
    """A table from typed rows, in its own scrolling region."""
    return rendered("table", table=table)


@register.simple_block_tag
def scroll(content: str, label: object) -> SafeString:
    """Around a table written in the page: what is too wide scrolls inside, by keyboard too."""
    return rendered("scroll", content=content, label=label)


@register.simple_block_tag
def tabs(content: str, label: object) -> SafeString:
    """The same list cut in different ways: `{% tabs _("清单") %}{% tab … %}{% endtabs %}`."""
    return rendered("tabs", content=content, label=label)


@register.simple_tag
def tab(label: object, url: str, count: int | None = None, current: bool = False) -> SafeString:
    return rendered("tab", label=label, url=url, count=count, current=current)


@register.simple_block_tag
def filters(content: str, label: object, button: object) -> SafeString:
    """A form that narrows a list by GET: fields inside are `filter_words` and `filter_choice`."""
    return rendered("filters", content=content, label=label, button=button)


@register.simple_tag
def filter_words(name: str, label: object, value: object = "") -> SafeString:
    return rendered("filter_words", name=name, label=label, value=value)


@register.simple_tag
def filter_choice(
    name: str, label: object, choices: Sequence[tuple[object, object]], value: object = ""
) -> SafeString:
    """A select; `choices` are (value, words), the first one usually ('', 全部)."""
    return rendered("filter_choice", name=name, label=label, choices=choices, value=str(value))


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number of a pager; `number` None is a gap."""

    number: int | None
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """A page of a list with the addresses of the others."""

    page: Page[object]
    query: str

    def address(self, number: int) -> str:
        return f"?{self.query}&page={number}" if self.query else f"?page={number}"

    @property
    def previous(self) -> str:
        return self.address(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        return self.address(self.page.next_page_number()) if self.page.has_next() else ""

    @property
    def numbers(self) -> list[PageLink]:
        elided = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [
            PageLink(n, self.address(n), n == self.page.number) if isinstance(n, int) else PageLink(None)
            for n in elided
        ]


@register.simple_tag
def pager(page: Page[object], query: str = "") -> SafeString:
    """Which of how many, and the way to the others; nothing for a list of one page.

    `query` is the filter in the address, without the page.
    """
    if not page.has_other_pages():
        return SafeString("")
    return rendered("pager", pager=Pager(page, query), page=page, total=page.paginator.count)
