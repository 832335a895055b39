"""Numbers that must follow each other: what breaks the order is said with its line."""

from __future__ import annotations

from qinqing.law.text.model import Line
from qinqing.refusals import Problem, Say


def follows(line: Line, label: str, number: int, before: int) -> Problem | None:
    """None where `number` comes right after `before`; else what is wrong: a repeat, a step back or a gap."""
    if number == before + 1:
        return None
    if number <= before:
        says = Say(
            f"“{label}”重复或倒退：前面已经编到 {before}",
            f"“{label}” repeats or steps back: the numbering had come to {before}",
        )
    else:
        first, last = before + 1, number - 1
        missing = f"{first}" if first == last else f"{first}–{last}"
        says = Say(f"“{label}”之前缺 {missing}", f"before “{label}”, number {missing} is missing")
    return Problem(line.place, says)
