"""What a measure's text holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file, or one paragraph of a document: its number and its words, trimmed."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """A sub-item. Addresses: `13(2)` is （二） of article 13, `13(2)(1)` its 1.; a second list begins `13#2(1)`."""

    address: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; `list_type` from the words of its heading ('' where they say nothing). The set of types is open."""

    number: int
    label: str
    heading: str
    list_type: str


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
    """A measure as printed. `cites`: document numbers its articles name; `effective_on` where a day is printed."""

    title: str
    document_no: str | None
    issued_on: date | None
    effective_on: date | None
    effective_words: str | None
    chapters: tuple[Chapter, ...]
    articles: tuple[Article, ...]
    cites: tuple[str, ...]
