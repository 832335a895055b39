"""A fact in words: what its columns and their set values are called by a Chinese reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from qinqing.refusals import Say

FILE = Path(__file__).with_name("words.yaml")
TRUTH = {True: Say("是", "yes"), False: Say("否", "no")}


@cache
def _read() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return words


def column_words(column: str) -> Say:
    """due_on → 到期日 / due on; a column nobody named keeps its name."""
    english = column.replace("_cny", " (CNY)").replace("_m2", " (m²)").replace("_", " ")
    return Say(_read()["columns"].get(column, column), english)


def value_words(value: object) -> Say:
    """A set value or truth in words; anything else as it stands."""
    if isinstance(value, bool):
        return TRUTH[value]
    text = str(value)
    return Say(_read()["words"].get(text, text), text.replace("_", " ") if text in _read()["words"] else text)
