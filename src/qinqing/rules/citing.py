"""The places in the law a rule rests on, in both languages: written once in its header, in Chinese."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from qinqing.law.numerals import NUMERAL, read_numeral
from qinqing.law.values.catalogue import packaged
from qinqing.law.values.model import Document
from qinqing.refusals import Say

# Documents that rules cite and values do not: title → English.
OTHERS = Path(__file__).with_name("other_documents.yaml")
ARTICLE = rf"第({NUMERAL})条"
PLACE = re.compile(rf"(?P<title>.+?)(?P<note>（[^（）]*）)?\s*(?P<articles>{ARTICLE}(?:[、至]{ARTICLE})*)?")
UNTIL = re.compile(r"至(\d{4}-\d{2}-\d{2})")
# What a title may be written without.
SPARED = re.compile(r"中华人民共和国|[《》]|（[^（）]*）")


def cited(place: str) -> Say:
    """`place` as it stands, and in English: the document's title, its number, until when, and the articles."""
    found = PLACE.fullmatch(place)
    assert found is not None  # a title is all it takes
    note = found["note"] or ""
    document = _document(found["title"], note)
    title = document.title.en if document else _others().get(found["title"], found["title"])
    number = f" ({document.number})" if document and document.number else ""
    until = f", until {day[1]}" if (day := UNTIL.search(note)) else ""
    return Say(place, f"{title}{number}{until}{_articles(found['articles'] or '')}")


def _articles(words: str) -> str:
    numbers = re.sub(ARTICLE, lambda found: str(read_numeral(found[1])), words)
    if not numbers:
        return ""
    several = "、" in numbers or "至" in numbers
    return f", {'Arts' if several else 'Art.'} {numbers.replace('、', ', ').replace('至', '–')}"


def _document(title: str, note: str) -> Document | None:
    """The document of that title; of several the one whose number the note gives. Its issuer may stand before it."""
    known = _documents()
    bare = SPARED.sub("", title)
    ends = [name for name in known if bare.endswith(name) and (name == bare or name.startswith("关于"))]
    if not ends:
        return None
    same = known[max(ends, key=len)]
    return next((one for one in same if one.number and one.number in note), same[0])


@cache
def _documents() -> dict[str, list[Document]]:
    """Bare title → the documents that bear it, newest first."""
    found: dict[str, list[Document]] = {}
    for document in packaged().words.documents.values():
        found.setdefault(SPARED.sub("", document.title.zh), []).append(document)
    for same in found.values():
        same.sort(key=lambda one: str(one.since or ""), reverse=True)
    return found


@cache
def _others() -> dict[str, str]:
    read: dict[str, str] = yaml.safe_load(OTHERS.read_text(encoding="utf-8"))
    return read
