"""Kinds of list by the words of a chapter's heading. The set is open: what is not recognised stays unnamed."""

from __future__ import annotations

import re

# Read in order: the first pattern found in the heading. Whose list it is comes before what it lists.
BY_WORD = (
    (
        r"企业(家|主|经营者|负责人)?(及其负责人)?(的)?(行为|自律|责任|义务|规范|守则|(正面|负面)清单)",
        "enterprise",
    ),
    (r"^(民营|非公有制)?企业(家|一方|方面)?$", "enterprise"),
    (r"正面清单|鼓励|倡导|提倡", "positive"),
    (r"负面清单|禁止|严禁|不得|禁令", "negative"),
    (r"指引|指南|引导", "guide"),
    (r"总则|总体要求", "general"),
    (r"附则", "supplementary"),
    (r"监督", "supervision"),
    (r"责任", "liability"),
    (r"保障", "support"),
)


def list_type(heading: str) -> str:
    """The type suggested for a chapter by its heading (without spaces); '' where no word tells."""
    return next((kind for words, kind in BY_WORD if re.search(words, heading)), "")
