"""Reads one mapping of a law file slot by slot, noting every problem instead of stopping at the first."""

from __future__ import annotations

from datetime import date
from typing import Any

from qinqing.refusals import Problem, Say


class Slots:
    """The named slots of one mapping. A missing or wrong one is noted in `problems` and read as empty."""

    def __init__(self, where: str, given: Any, problems: list[Problem]):
        self.where = where
        self.slot = ""  # asked for last
        self.problems = problems
        self.given: dict[str, Any] = dict(given) if isinstance(given, dict) else {}
        if not isinstance(given, dict):
            self.note("应是键与值", "should be keys and values")

    def place(self) -> str:
        """Where what is noted now stands."""
        return self.where

    def note(self, zh: str, en: str) -> None:
        self.problems.append(Problem(self.place(), Say(zh, en)))

    def take(self, name: str, default: Any = None) -> Any:
        """What was written in a slot, as it stands; whatever is noted next is about it."""
        self.slot = name
        return self.given.pop(name, default)

    def word(self, name: str, among: tuple[str, ...] = (), *, optional: bool = False) -> str:
        value = self.take(name)
        if value is None and optional:
            return ""
        if value is None or isinstance(value, (dict, list)) or not str(value).strip():
            self.note(f"缺 {name}", f"{name} is missing")
            return ""
        if among and value not in among:
            choices = " | ".join(among)
            self.note(f"{name} 不能是 {value}，应是 {choices} 之一", f"{name} is {value}, not {choices}")
        return str(value)

    def say(self, name: str, *, optional: bool = False) -> Say:
        """A slot in both languages: {zh, en}."""
        value = self.take(name)
        if value is None and optional:
            return Say("", "")
        if not isinstance(value, dict) or set(value) != {"zh", "en"} or not all(value.values()):
            self.note(f"{name} 应有 zh 和 en 两种文字", f"{name} should have both zh and en")
            return Say("", "")
        return Say(str(value["zh"]), str(value["en"]))

    def day(self, name: str) -> date | None:
        value = self.take(name)
        try:
            return date.fromisoformat(value) if value is not None else None
        except (TypeError, ValueError):
            self.note(f"{name} 应是日期，如 2024-01-31", f"{name} should be a date such as 2024-01-31")
            return None

    def items(self, name: str, *, optional: bool = False) -> list[Any]:
        value = self.take(name, [] if optional else None)
        if not isinstance(value, list):
            self.note(f"{name} 应是列表", f"{name} should be a list")
            return []
        return value

    def close(self) -> None:
        """Whatever was not asked for is unknown."""
        for name in self.given:
            self.slot = name
            self.note(f"没有 {name} 这一项", f"there is no slot {name}")
