"""The bindings of a bureau's own measure, from the norms people confirmed: the same kind of file the program ships.

Written after each decision to QINQING_HOME/bindings/KEY.yaml; with QINQING_MEASURE=KEY the platform runs by it.
A measure whose bindings the program ships is left to those. What somebody wrote into the file by hand (the measure's
name, headings, gists, an article's days) is kept; lists, sides and norms are decided on the page.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from qinqing.law.bindings import NO_CHAPTER, UNSORTED, known_measures, own_binding_file, read_binding
from qinqing.measures.models import Article, Chapter, Measure, Suggestion
from qinqing.refusals import Refused, Say

LONGEST_HEADING = 24
CLAUSE = re.compile(r"[^。；，：\n]+")


def is_shipped(measure: str) -> bool:
    """Whether the program brings this measure's bindings: then nothing of it waits for a person."""
    return measure in known_measures()


def write_binding(measure: Measure) -> None:
    """Write the measure's binding as it stands; readers see the old file or the new one, never half of one."""
    if is_shipped(measure.key):
        return
    path = own_binding_file(measure.key)
    path.parent.mkdir(parents=True, exist_ok=True)
    binding = binding_of(measure)
    _keep_words(binding, path)
    beside = path.with_suffix(".part")
    beside.write_text(yaml.safe_dump(binding, allow_unicode=True, sort_keys=False), encoding="utf-8")
    beside.replace(path)


def _keep_words(binding: dict[str, Any], path: Path) -> None:
    """Words written into the file by hand, kept; a file that cannot be read any more is put aside, not lost."""
    if not path.is_file():
        return
    try:
        before = read_binding(path)
    except Refused:
        path.replace(path.with_suffix(".unreadable"))
        return
    binding["name"] = _both(before.name)
    for article in (article for chapter in binding["chapters"] for article in chapter["articles"]):
        kept = before.articles.get(article["number"])
        if kept is None:
            continue
        words = {"heading": kept.heading, "gist": kept.gist}
        article |= {name: _both(say) for name, say in words.items() if say.zh}
        days = {"in_force_from": kept.in_force_from, "in_force_to": kept.in_force_to}
        article |= {name: day.isoformat() for name, day in days.items() if day}


def binding_of(measure: Measure) -> dict[str, Any]:
    """The binding in the shape of law/bindings/*.yaml; only confirmed norms bind."""
    articles = list(measure.articles.prefetch_related("suggestions"))
    chapters = list(measure.chapters.all())
    parts = [_chapter(c, [a for a in articles if a.chapter_id == c.pk]) for c in chapters]
    loose = [a for a in articles if a.chapter_id is None]
    if loose:
        nowhere = Chapter(number=int(NO_CHAPTER), heading=measure.title, list_type=measure.list_type)
        parts.insert(0, _chapter(nowhere, loose))
    said = {"document_no": measure.document_no, "in_force_from": _iso(measure.effective_on)}
    return {
        "measure": measure.key,
        "title": measure.title,
        "name": _twice(measure.title),
        "issuer": _twice(measure.issuer or "—"),
        **{name: words for name, words in said.items() if words},
        "binds": [measure.binds],
        "chapters": parts,
    }


def _chapter(chapter: Chapter, articles: list[Article]) -> dict[str, Any]:
    return {
        "number": chapter.number,
        "heading": _twice(chapter.heading or "—"),
        "list": chapter.list_type or UNSORTED,
        **({"binds": [chapter.binds]} if chapter.binds else {}),
        "articles": [_article(article) for article in articles],
    }


def _article(article: Article) -> dict[str, Any]:
    confirmed = [s.norm for s in article.suggestions.all() if s.state == Suggestion.State.CONFIRMED]
    return {
        "number": article.address,
        "heading": _twice(_heading(article)),
        "norms": confirmed,
    }


def _heading(article: Article) -> str:
    """The first clause of its text: a bureau's own measure has no words of ours."""
    found = CLAUSE.match(article.text.strip())
    words = found[0] if found else article.label
    return words if len(words) <= LONGEST_HEADING else words[:LONGEST_HEADING] + "…"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _both(say: Say) -> dict[str, str]:
    return {"zh": say.zh, "en": say.en}


def _twice(words: str) -> dict[str, str]:
    """The same words in both places: nobody has translated them."""
    return {"zh": words, "en": words}
