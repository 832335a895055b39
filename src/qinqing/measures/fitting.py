"""Whether a text that was read can be held under the name it is to have: refused before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import Model

from qinqing.law.bindings import known_measures, load_binding
from qinqing.law.text import Measure as ReadMeasure
from qinqing.measures import refusals
from qinqing.measures.models import Article, Chapter, Item, Measure
from qinqing.refusals import Say

# It stands in addresses and names a file.
KEY = re.compile(r"[A-Za-z0-9_-]+")
Told = tuple[Say, str, int]


def refuse_unfit(read: ReadMeasure, key: str, issuer: str | None) -> None:
    """Refused `measure.bad_name`, `measure.too_long`, `measure.other_articles`."""
    longest = _most(Measure, "key")
    if not KEY.fullmatch(key) or len(key) > longest:
        raise refusals.bad_name(key, longest)
    for what, text, most in _texts(read, issuer or ""):
        if len(text) > most:
            raise refusals.too_long(what, text, most)
    if key in known_measures():
        _refuse_another_text(read, key)


def _refuse_another_text(read: ReadMeasure, key: str) -> None:
    """Under the id of bindings the program ships no other measure's text may stand: its articles would be shown as theirs."""
    bound = load_binding(key).articles
    unknown = [article.label for article in read.articles if article.address not in bound]
    if unknown:
        raise refusals.other_articles(key, len(bound), len(read.articles), unknown[0])


def _texts(read: ReadMeasure, issuer: str) -> Iterator[Told]:
    yield Say("名称", "title"), read.title, _most(Measure, "title")
    yield Say("文号", "document number"), read.document_no or "", _most(Measure, "document_no")
    yield Say("施行日期", "commencement"), read.effective_words or "", _most(Measure, "effective_words")
    yield Say("制定机关", "issuer"), issuer, _most(Measure, "issuer")
    for chapter in read.chapters:
        yield Say("章名", "chapter heading"), chapter.heading, _most(Chapter, "heading")
    for article in read.articles:
        number = Say("条的编号", "article number")
        yield number, article.label, _most(Article, "label")
        yield number, article.address, _most(Article, "address")
        for item in article.items:
            number = Say("项的编号", "item number")
            yield number, item.label, _most(Item, "label")
            yield number, item.address, _most(Item, "address")


def _most(model: type[Model], field: str) -> int:
    length = getattr(model._meta.get_field(field), "max_length", None)
    assert length is not None
    return int(length)
