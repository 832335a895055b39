"""The bindings of a bureau's own measure, from the norms people confirmed: the same kind of file the program ships.

Written after each decision to QINQING_HOME/bindings/KEY.yaml; with QINQING_MEASURE=KEY the platform runs by it.
A measure whose bindings the program ships is left to those.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from qinqing.law.bindings import known_measures, own_binding_file
from qinqing.measures.models import Article, Measure, Suggestion

LONGEST_HEADING = 24
CLAUSE = re.compile(r"[^。；，：\n]+")
# A chapter whose heading says nothing about its kind of list, or a text without chapters.
OTHER = "other"


def write_binding(measure: Measure) -> None:
    """Write the measure's binding as it stands; readers see the old file or the new one, never half of one."""
    if measure.key in known_measures():
        return
    path = own_binding_file(measure.key)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.write_text(
        yaml.safe_dump(binding_of(measure), allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    beside.replace(path)


def binding_of(measure: Measure) -> dict[str, Any]:
    """The binding in the shape of law/bindings/*.yaml; only confirmed norms bind."""
    articles = list(measure.articles.prefetch_related("suggestions"))
    chapters = list(measure.chapters.all())
    parts = [
        (c.number, c.heading, c.list_type, [a for a in articles if a.chapter_id == c.pk]) for c in chapters
    ]
    loose = [a for a in articles if a.chapter_id is None]
    if loose:
        parts.insert(0, (0, measure.title, "", loose))
    return {
        "measure": measure.key,
        "title": measure.title,
        "name": _twice(measure.title),
        "issuer": _twice(measure.issuer or "—"),
        "binds": ["bureau"],
        "chapters": [
            {
                "number": number,
                "heading": _twice(heading or "—"),
                "list": kind or OTHER,
                "articles": [_article(a) for a in found],
            }
            for number, heading, kind, found in parts
        ],
    }


def _article(article: Article) -> dict[str, Any]:
    confirmed = [s.norm for s in article.suggestions.all() if s.state == Suggestion.State.CONFIRMED]
    return {
        "number": article.address,
        "heading": _twice(_heading(article)),
        "gist": _twice(article.label),
        "norms": confirmed,
    }


def _heading(article: Article) -> str:
    """The first clause of its text: a bureau's own measure has no words of ours."""
    found = CLAUSE.match(article.text.strip())
    words = found[0] if found else article.label
    return words if len(words) <= LONGEST_HEADING else words[:LONGEST_HEADING] + "…"


def _twice(words: str) -> dict[str, str]:
    """The same words in both places: nobody has translated them."""
    return {"zh": words, "en": words}
