"""Which norms a text seems to set: suggestions from recognising words, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qinqing.law.norms import Norm, load_norms

SENTENCE_END = re.compile(r"[。；;！？\n]")
# Spaces and quotation marks that typesetting puts inside one term.
BETWEEN = re.compile(r"[ \t\u3000“”‘’\"'「」]")


def suggest_norms(text: str) -> list[tuple[str, list[str]]]:
    """(norm id, the words that matched) for every norm recognised, strongest first.

    Stronger means more matched characters: a long term says more than a short one. Equal strength keeps the
    catalogue's order.
    """
    sentences = [BETWEEN.sub("", sentence) for sentence in SENTENCE_END.split(text)]
    found = [(norm.id, words) for norm in load_norms().values() if (words := _matched(norm, sentences))]
    return sorted(found, key=lambda suggestion: -sum(map(len, suggestion[1])))


def _matched(norm: Norm, sentences: list[str]) -> list[str]:
    """The norm's words found in these sentences, each once, in the catalogue's order."""
    return list(dict.fromkeys(word for group in _groups_found(norm, sentences) for word in group))


def _groups_found(norm: Norm, sentences: list[str]) -> Iterator[tuple[str, ...]]:
    for group in norm.words:
        if any(all(word in sentence for word in group) for sentence in sentences):
            yield group
