"""The annual plan: which draws there will be. No draw without a line here, and one draw to a line.

A CSV or Parquet with draw_id, title, from, until: the days between which the draw is made, all in one year.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from qinqing.draw import texts
from qinqing.draw.tables import Columns, Table, table_of
from qinqing.draw.texts import plain
from qinqing.draw.times import read_day
from qinqing.facts.shown import shorten
from qinqing.refusals import Refused, Say

COLUMNS = Columns(("draw_id", "title", "from", "until"))
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}\Z")
LONGEST_TITLE = 200


class Planned(NamedTuple):
    """One draw of the year."""

    id: str
    title: str
    since: date
    until: date

    @property
    def line(self) -> str:
        days = {"since": self.since.isoformat(), "until": self.until.isoformat()}
        return texts.text_of({"id": self.id, "title": self.title, **days})


@dataclass(frozen=True)
class Plan:
    """The year's draws in order of id."""

    draws: tuple[Planned, ...]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(one.line for one in self.draws)

    @cached_property
    def root(self) -> str:
        return texts.root(texts.PLAN, self.lines)

    @property
    def year(self) -> int:
        return self.draws[0].since.year

    def draw(self, id: str) -> Planned:
        """Refused `draw.unplanned` where the plan has no such draw."""
        found = next((one for one in self.draws if one.id == id), None)
        if found is None:
            known = "、".join(one.id for one in self.draws), ", ".join(one.id for one in self.draws)
            raise Refused(
                "draw.unplanned",
                Say(
                    f"年度计划里没有 {shorten(id)}；计划里有：{known[0]}。",
                    f"The plan has no draw {shorten(id)}; it has: {known[1]}.",
                ),
                remedy=Say("计划之外不能抽取。", "What is not planned is not drawn."),
            )
        return found


def read_plan(path: Path) -> Plan:
    """The plan as the bureau wrote it; Refused `draw.plan` with every problem."""
    table = table_of(path, COLUMNS)
    draws = [_planned(table, *row) for row in table.rows(COLUMNS)] if not table.problems else []
    if not table.problems:
        _check_whole(table, draws)
    if table.problems:
        raise Refused(
            "draw.plan",
            Say(
                f"年度计划 {path} 有 {len(table.problems)} 处问题，没有读入；请逐条改正。",
                f"The plan {path} has {len(table.problems)} problems and was not read; mend each.",
            ),
            table.problems,
        )
    return Plan(tuple(sorted(draws)))


def plan_of(lines: list[str] | tuple[str, ...]) -> Plan | None:
    """The plan of canonical texts; None where they are no plan to the letter."""
    draws = [_of_line(line) for line in lines]
    whole = [one for one in draws if one is not None]
    ids = [one.id for one in whole]
    sound = (
        len(whole) == len(lines) > 0 and sorted({*ids}) == ids and len({one.since.year for one in whole}) == 1
    )
    return Plan(tuple(whole)) if sound else None


def _of_line(line: str) -> Planned | None:
    try:
        entry = json.loads(line)
        since, until = read_day(entry["since"]), read_day(entry["until"])
        read = Planned(entry["id"], entry["title"], since, until) if since and until else None
        sound = read and ID.match(read.id) and read.since <= read.until and read.since.year == read.until.year
        return read if read and sound and read.line == line else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _planned(
    table: Table, number: int, id: str | None, title: str | None, since: str | None, until: str | None
) -> Planned:
    if not id or not ID.match(id):
        table.note(
            number,
            "draw_id",
            "编号应为字母、数字、连字符，至多 64 个",
            "an id holds letters, digits and hyphens, at most 64",
        )
    said = plain(title or "").strip()
    if not said or len(said) > LONGEST_TITLE:
        table.note(
            number,
            "title",
            f"应写明抽什么，至多 {LONGEST_TITLE} 字",
            f"say what is drawn in at most {LONGEST_TITLE} characters",
        )
    days = [read_day(day) for day in (since, until)]
    for name, day in zip(("from", "until"), days, strict=True):
        if day is None:
            table.note(number, name, "应为日期，如 2026-03-31", "should be a date such as 2026-03-31")
    begins, ends = (day or date.min for day in days)
    if all(days) and ends < begins:
        table.note(number, "until", "早于 from", "is before from")
    return Planned(id or "", said, begins, ends)


def _check_whole(table: Table, draws: list[Planned]) -> None:
    if not draws:
        table.note(1, "draw_id", "计划里没有一次抽取", "the plan holds no draw")
    seen: dict[str, int] = {}
    for number, one in zip(table.numbers, draws, strict=True):
        if seen.setdefault(one.id.lower(), number) != number:
            table.note(
                number,
                "draw_id",
                f"与第 {seen[one.id.lower()]} 行重复",
                f"repeats row {seen[one.id.lower()]}",
            )
        if {one.since.year, one.until.year} != {draws[0].since.year}:
            table.note(number, "from", "不在同一年", "is not in the one year of the plan")
