"""The grades of a rating in the document's words: what the firm chose is what everybody reads."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.text import capfirst

from qinqing.law.values import Items
from qinqing.organisations.house import house_values
from qinqing.refusals import Say


def grades_on(day: date) -> dict[int, Say]:
    """Grade → its words, the highest last; empty where nobody vouches for any."""
    dated = house_values().value_on("rating_levels", day)
    levels = dated.value if dated and isinstance(dated.value, Items) else Items()
    return {grade: Say(level.zh, level.en) for grade, level in enumerate(reversed(levels), start=1)}


def grade_choices() -> list[tuple[str, str]]:
    """Today's, for a form."""
    return [(str(grade), capfirst(str(says))) for grade, says in grades_on(timezone.localdate()).items()]


def grade_words(grade: int, day: date) -> str:
    """As the firm read it on that day; the bare number where no words were in force."""
    return capfirst(str(grades_on(day).get(grade, grade)))
