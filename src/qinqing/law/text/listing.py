"""Lists inside each other: 一、 （一） 1. （1） ①, in whatever order a text nests them."""

from __future__ import annotations

from dataclasses import dataclass, field

from qinqing.law.text.model import Line, Mark
from qinqing.law.text.numbering import follows
from qinqing.refusals import Problem


@dataclass(frozen=True, slots=True)
class Step:
    """Where one level of lists stands; `time` is 2 in the second list of that kind at the same place."""

    kind: str
    number: int
    time: int = 1


@dataclass
class Lists:
    """Takes the entries of a text in order; gaps and repeats go to `problems`.

    `running`: kinds that count on from one list to the next, as （一）…（三） under 一、 and （四） under 二、.
    `restarts`: whether a list may begin anew after a paragraph of its own.
    """

    problems: list[Problem]
    running: frozenset[str] = frozenset()
    restarts: bool = False
    steps: list[Step] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    paused: bool = False

    def take(self, line: Line, mark: Mark) -> tuple[Step, ...] | None:
        """Where the entry stands, outermost first; None where the line only looks like an entry."""
        depth = next((d for d, step in enumerate(self.steps) if step.kind == mark.kind), len(self.steps))
        step, before = self._next(depth, mark)
        if mark.doubtful and mark.number != before + 1:
            return None
        if problem := follows(line, mark.label, mark.number, before):
            self.problems.append(problem)
        self.steps[depth:] = [step]
        self.last[mark.kind] = mark.number
        self.paused = False
        return tuple(self.steps)

    def pause(self) -> None:
        """A paragraph stands between."""
        self.paused = True

    def _next(self, depth: int, mark: Mark) -> tuple[Step, int]:
        """(the step this entry takes, the number that should have come before it)."""
        if depth == len(self.steps):
            counts_on = mark.kind in self.running and mark.number != 1
            return Step(mark.kind, mark.number), self.last.get(mark.kind, 0) if counts_on else 0
        here = self.steps[depth]
        if mark.number == 1 and self.paused and self.restarts:
            return Step(mark.kind, 1, here.time + 1), 0
        return Step(mark.kind, mark.number, here.time), here.number
