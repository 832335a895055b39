"""Kinds of list by the words of a chapter's heading. The set is open: what is not recognised stays unnamed."""

from __future__ import annotations

# Read in order: the first whose word stands in the heading.
BY_WORD = (
    ("正面清单", "positive"),
    ("负面清单", "negative"),
    ("禁止", "negative"),
    ("不得", "negative"),
    ("企业行为", "enterprise"),
    ("企业自律", "enterprise"),
    ("企业家", "enterprise"),
    ("指引", "guide"),
    ("总则", "general"),
    ("附则", "supplementary"),
    ("监督", "supervision"),
    ("责任", "liability"),
    ("保障", "support"),
)


def list_type(heading: str) -> str:
    return next((kind for word, kind in BY_WORD if word in heading), "")
