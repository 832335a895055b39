"""What a measure's text holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file (a .docx: one paragraph): its number, its words trimmed, its place as shown to people."""

    number: int
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Item:
    """A sub-item. Addresses: `13(2)` is （二） of article 13, `13(2)(1)` its 1.; a second list begins `13#2(1)`."""

    address: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; `list_type` from the words of its heading ('' where they say nothing). The set of types is open.
    `text`: what stands below the heading before the first article."""

    number: int
    label: str
    heading: str
    list_type: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article ("13", "13-1") or an entry of a numbered list ("1", "1.2"). Paragraphs are parted by a newline."""

    address: str
    label: str
    chapter: int | None
    section: str
    text: str
    items: tuple[Item, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as printed. `effective_on` where a day is printed; `cites`: document numbers its articles name;
    `after`: lines below the last article that are none of it, as a signature, an annex, a page's foot."""

    title: str
    document_no: str | None
    passed_on: date | None
    issued_on: date | None
    effective_on: date | None
    effective_words: str | None
    chapters: tuple[Chapter, ...]
    articles: tuple[Article, ...]
    cites: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """How a line begins. `kind`: chapter, section, article; or the entry of a list: comma 一、 bracket （一） dot 1.
    paren （1） circle ①. `rest` follows the number. `doubtful`: it counts only where the numbering expects it."""

    kind: str
    number: int
    inserted: int | None
    label: str
    rest: str
    doubtful: bool = False


Marked: TypeAlias = list[tuple[Line, Mark | None]]
