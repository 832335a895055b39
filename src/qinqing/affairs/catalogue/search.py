"""Items by a few words, in Chinese without knowing where a word ends: any two characters are enough."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from qinqing.affairs.catalogue.model import Item

# Where a word stands says how much an item is about it.
WEIGHTS = (("title", 8), ("gist", 4), ("papers", 2), ("rest", 1))
# Of what was asked as one run of characters, the part an item must share to be near.
NEAR = 0.5
LONGEST_QUERY = 100


def find_items(items: Iterable[Item], query: str) -> list[Item]:
    """Those that hold every word of the query, the nearest first; an empty query finds all, in their order.

    A word is what stands between spaces and signs. One run of Chinese that stands nowhere as a whole, such as a
    sentence, finds those that hold half of its pairs of characters.
    """
    words = _plain(query[:LONGEST_QUERY]).split()
    if not words:
        return list(items)
    texts = [(item, _texts(item)) for item in items]
    whole = [(_weight(found, words), item) for item, found in texts if _holds_all(found, words)]
    if whole:
        return _nearest(whole)
    pairs = set(_pairs(words[0])) if len(words) == 1 else set()
    near = [(_share(found, pairs), item) for item, found in texts]
    return _nearest([(share, item) for share, item in near if share >= NEAR])


def _nearest(found: list[tuple[float, Item]]) -> list[Item]:
    return [item for _, item in sorted(found, key=lambda pair: (-pair[0], pair[1].key))]


def _texts(item: Item) -> dict[str, str]:
    return {
        "title": _plain(f"{item.title.zh} {item.title.en} {item.key}"),
        "gist": _plain(" ".join((*item.gist, *item.for_whom))),
        "papers": _plain(" ".join(word for paper in item.papers for word in paper.title)),
        "rest": _plain(
            " ".join(
                (
                    *(word for field in item.fields for word in field.label),
                    *(word for fee in item.fees for word in fee.title),
                    *(word for office in item.offices for word in office.matter),
                )
            )
        ),
    }


def _holds_all(texts: dict[str, str], words: list[str]) -> bool:
    return all(any(word in text for text in texts.values()) for word in words)


def _weight(texts: dict[str, str], words: list[str]) -> float:
    return sum(weight for name, weight in WEIGHTS for word in words if word in texts[name])


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1) if not word[at : at + 2].isascii()]


def _share(texts: dict[str, str], pairs: set[str]) -> float:
    together = " ".join(texts.values())
    return sum(pair in together for pair in pairs) / len(pairs) if pairs else 0


def _plain(text: str) -> str:
    """Wide signs narrow, capitals small, everything that is neither letter nor figure a space."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign if sign.isalnum() else " " for sign in folded)
