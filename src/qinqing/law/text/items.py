"""Sub-items of one article: （一） and, below it, 1.; a paragraph between two lists begins a new one."""

from __future__ import annotations

from qinqing.law.text.marks import Mark
from qinqing.law.text.model import Item, Line
from qinqing.law.text.numbering import follows
from qinqing.refusals import Problem

FIRST = 1


class Items:
    """Takes the entries of one article in order; gaps and repeats go to `problems`."""

    def __init__(self, address: str, problems: list[Problem]):
        self.address = address
        self.problems = problems
        self.items: list[Item] = []
        self.outer: tuple[str, int] = ("", 0)
        self.inner: tuple[str, int] = ("", 0)
        self.lists = 1
        self.paused = False

    def take(self, line: Line, mark: Mark) -> bool:
        """Whether the line is an entry: lists begin with their first number, so 1.5 米 in a sentence is none."""
        if mark.kind == self.outer[0] or not self.outer[0]:
            return self._outer(line, mark)
        return self._inner(line, mark)

    def pause(self) -> None:
        """A paragraph of the article itself stands between."""
        self.paused = True

    def _outer(self, line: Line, mark: Mark) -> bool:
        kind, before = self.outer
        if not kind and mark.number != FIRST:
            return False
        if kind and self.paused and mark.number == FIRST:
            self.lists, before = self.lists + 1, 0
        self._check(line, mark, before)
        self.outer, self.inner, self.paused = (mark.kind, mark.number), ("", 0), False
        self._add(f"{self._place()}({mark.number})", mark)
        return True

    def _inner(self, line: Line, mark: Mark) -> bool:
        kind, before = self.inner
        if (not kind and mark.number != FIRST) or (kind and mark.kind != kind):
            return False
        self._check(line, mark, before)
        self.inner = (mark.kind, mark.number)
        self._add(f"{self._place()}({self.outer[1]})({mark.number})", mark)
        return True

    def _place(self) -> str:
        return self.address if self.lists == 1 else f"{self.address}#{self.lists}"

    def _check(self, line: Line, mark: Mark, before: int) -> None:
        problem = follows(line, mark.label, mark.number, before)
        if problem:
            self.problems.append(problem)

    def _add(self, address: str, mark: Mark) -> None:
        self.items.append(Item(address, mark.label, mark.rest))

    def found(self) -> tuple[Item, ...]:
        return tuple(self.items)
