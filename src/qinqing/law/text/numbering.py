"""Numbers that must follow each other: what breaks the order is said with its line."""

from __future__ import annotations

from qinqing.law.text.model import Line
from qinqing.refusals import Problem, Say


def follows(line: Line, label: str, number: int, before: int) -> Problem | None:
    """None where `number` comes right after `before`; else what is wrong: a repeat, a step back or a gap."""
    if number == before + 1:
        return None
    where = f"第{line.number}行 line {line.number}"
    if number <= before:
        return Problem(
            where,
            Say(
                f"“{label}”重复或倒退，前面已经到 {before}",
                f"{label} repeats or steps back: {before} came before",
            ),
        )
    return Problem(
        where, Say(f"“{label}”之前缺 {before + 1}", f"before {label}, number {before + 1} is missing")
    )
