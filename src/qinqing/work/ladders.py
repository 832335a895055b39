"""Ladders: for a kind of deadline, who is reminded how long before and after it. Data, with dated figures and sources.

    first_answer:
      says: {zh: 首次答复, en: First answer}
      rungs:
        - rung: soon
          says: {zh: …, en: …}
          to: [handler]
          dated: [{since: 2026-01-01, n: -2, unit: workday, source: {zh: …, en: …}}]

`n` counts from the day due: -2 two before it, 1 the first after it. The figure in force on the day due holds, so that a
rung's day never depends on when somebody looks.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeGuard

import yaml

from qinqing.law.calendar import UnpublishedYear, is_workday
from qinqing.refusals import Problem, Say
from qinqing.rules.strict_yaml import read_strictly
from qinqing.work import refusals

UNITS = ("workday", "day")
FURTHEST = 60  # units before or after a day due: further away nobody remembers what it was about
LONGEST_HOLIDAYS = 12  # days without a working day among them, and some more
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """`n` units from the day due, for days due from `since` on; `source`: whose figure it is."""

    since: date
    n: int
    unit: str
    source: Say


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: `says` to those in `to`, who are named by their part in the matter."""

    key: str
    says: Say
    to: tuple[str, ...]
    dated: tuple[Figure, ...]

    def day_for(self, due_on: date) -> date | None:
        """The day it is due to fire for that day due; None where no figure is in force."""
        held = [figure for figure in self.dated if figure.since <= due_on]
        return counted(due_on, held[-1].n, held[-1].unit) if held else None

    def latest_due(self, today: date) -> date | None:
        """The latest day due for which it should have fired by `today`: everything up to it is looked at."""
        return _latest_due(self, today)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs for one kind of deadline, lowest first."""

    key: str
    says: Say
    rungs: tuple[Rung, ...]


@lru_cache(maxsize=512)  # asked every few minutes, the same all day
def _latest_due(rung: Rung, today: date) -> date | None:
    furthest = max((abs(figure.n) for figure in rung.dated), default=0)
    span = 2 * furthest + LONGEST_HOLIDAYS
    for ahead in range(span, -span, -1):
        day = today + timedelta(days=ahead)
        fires = rung.day_for(day)
        if fires is not None and fires <= today:
            return day
    return None


def counted(day: date, n: int, unit: str) -> date:
    """`n` days or working days from `day`, back where it is below zero.

    Into a year whose calendar nobody published every day counts: a reminder may come nearer to the day, never not at all.
    """
    step = ONE_DAY if n > 0 else -ONE_DAY
    for _ in range(abs(n)):
        day += step
        while unit == "workday" and not _works(day):
            day += step
    return day


def _works(day: date) -> bool:
    try:
        return is_workday(day)
    except UnpublishedYear:
        return True


def read_ladders(path: Path, roles: Mapping[str, Container[str]]) -> dict[str, Ladder]:
    """Every ladder of a file. `roles`: ladder → whom its rungs may address.

    Refused `work.ladders` with every problem, nothing of the file is taken then.
    """
    problems: list[Problem] = []
    ladders = dict(_Reading(path, roles, problems).ladders())
    if problems:
        raise refusals.ladders_refused(problems)
    return ladders


@dataclass
class _Reading:
    path: Path
    roles: Mapping[str, Container[str]]
    problems: list[Problem]

    def note(self, where: str, zh: str, en: str) -> None:
        self.problems.append(Problem(f"{self.path.name}:{where}" if where else self.path.name, Say(zh, en)))

    def ladders(self) -> Iterator[tuple[str, Ladder]]:
        try:
            tree = read_strictly(self.path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
            return self.note(
                "", f"不能读取：{type(error).__name__}", f"cannot be read: {type(error).__name__}"
            )
        if not isinstance(tree, dict):
            return self.note("", "应为“期限种类: …”", "expected `kind of deadline: …`")
        for key, said in tree.items():
            if key not in self.roles:
                known = "、".join(self.roles)
                self.note(str(key), f"没有这种期限；已知：{known}", f"no such deadline; known: {known}")
            elif self._has(said, key, {"says", "rungs"}):
                yield key, Ladder(key, self._say(key, said["says"]), tuple(self._rungs(key, said["rungs"])))
        return None

    def _rungs(self, ladder: str, said: Any) -> Iterator[Rung]:
        seen: set[str] = set()
        for place, one in enumerate(said if isinstance(said, list) else [None], start=1):
            where = f"{ladder}.{place}"
            if not self._has(one, where, {"rung", "says", "to", "dated"}):
                continue
            key = one["rung"]
            if not isinstance(key, str) or not key.isidentifier() or key in seen:
                self.note(where, "rung 应为不重复的英文名称", "rung is a name of its own")
                continue
            seen.add(key)
            figures = tuple(sorted(self._figures(where, one["dated"]), key=lambda figure: figure.since))
            yield Rung(key, self._say(where, one["says"]), tuple(self._to(ladder, where, one["to"])), figures)

    def _to(self, ladder: str, where: str, said: Any) -> Iterator[str]:
        for who in said if isinstance(said, list) and said else [None]:
            if who not in self.roles[ladder]:
                self.note(where, f"to 中没有 {who} 这种人", f"nobody is called {who} here")
            else:
                yield str(who)

    def _figures(self, where: str, said: Any) -> Iterator[Figure]:
        for one in said if isinstance(said, list) and said else [None]:
            if not self._has(one, where, {"since", "n", "unit", "source"}):
                continue
            since, n, unit = one["since"], one["n"], one["unit"]
            if type(since) is not date or type(n) is not int or abs(n) > FURTHEST or unit not in UNITS:
                self.note(
                    where,
                    f"应为 since: 日期、n: 不超过 {FURTHEST} 的整数、unit: workday 或 day",
                    f"expected since: a date, n: a whole number within {FURTHEST}, unit: workday or day",
                )
                continue
            yield Figure(since, n, unit, self._say(where, one["source"]))

    def _say(self, where: str, said: Any) -> Say:
        if not self._has(said, where, {"zh", "en"}) or not all(
            isinstance(w, str) and w for w in said.values()
        ):
            self.note(where, "应有中英文：{zh: …, en: …}", "expected both languages: {zh: …, en: …}")
            return Say("", "")
        return Say(said["zh"], said["en"])

    def _has(self, said: Any, where: str, keys: set[str]) -> TypeGuard[dict[str, Any]]:
        if isinstance(said, dict) and set(said) == keys:
            return True
        listed = "、".join(sorted(keys))
        self.note(where, f"应有且只有 {listed}", f"expected {', '.join(sorted(keys))} and nothing else")
        return False
