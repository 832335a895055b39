"""What the bureau itself says of values: `confirmed: [id, …]` and `values: {id: {2024-01-01: 30}}`.

A confirmed id takes its sample as it is, on every day. A value of the bureau's own holds from its day until its
next one. Every problem of every file is found before any is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import get_close_matches
from itertools import zip_longest
from pathlib import Path

from qinqing.law.values.catalogue import packaged
from qinqing.law.values.citing import cite
from qinqing.law.values.kinds import KINDS, read_day
from qinqing.law.values.model import EARLIEST, LATEST, OWN, Dated, Document, Value
from qinqing.law.values.reading import Tree, read_tree
from qinqing.refusals import Problem, Say

PARTS = ("confirmed", "values")
BUREAU = Document(
    "bureau",
    "house",
    Say("本单位设定", "set by this bureau"),
    "",
    Say("本单位", "this bureau"),
    None,
    None,
    None,
    "unsaid",
)
ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Said:
    """What was read so far. `own`: id → in order of time; `warnings`: said, but nothing to refuse."""

    confirmed: set[str] = field(default_factory=set)
    own: dict[str, tuple[Dated, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, where: str, zh: str, en: str) -> None:
        self.problems.append(Problem(where, Say(zh, en)))


def read_bureau_files(files: Iterable[Path]) -> Said:
    said = Said()
    for path in files:
        read_bureau_tree(path.name, read_tree(path, said.problems), said)
    return said


def read_bureau_tree(name: str, tree: Tree, said: Said) -> None:
    """Adds what `tree` says; an empty file says nothing."""
    if tree is None or tree == "":
        return
    if not isinstance(tree, dict):
        said.refuse(name, "应写 confirmed 和 values 两部分", "should hold the parts confirmed and values")
        return
    for part in tree:
        if part not in PARTS:
            said.refuse(
                f"{name}: {part}",
                "没有这一部分，只有 confirmed 和 values",
                "there is no such part, only confirmed and values",
            )
    _read_confirmed(f"{name}: confirmed", tree.get("confirmed", ""), said)
    _read_own(f"{name}: values", tree.get("values", ""), said)


def _read_confirmed(where: str, given: Tree, said: Said) -> None:
    if given == "":
        return
    if not isinstance(given, list):
        said.refuse(where, "应是列表，如 [transfers_max]", "should be a list such as [transfers_max]")
        return
    here: set[str] = set()
    for id in given:
        value = _known(where, id, said)
        if value and id in here:
            said.refuse(f"{where}.{id}", "写了两次", "stands twice")
        elif value:
            _confirm(f"{where}.{id}", value, said)
            here.add(value.id)


def _confirm(where: str, value: Value, said: Said) -> None:
    if value.sample:
        said.confirmed.add(value.id)
    elif value.dated:
        says = Say(
            "依法已生效，无需确认；这一条不起作用", "in force by law already: confirming it changes nothing"
        )
        said.warnings.append(Problem(where, says))
    else:
        said.refuse(
            where,
            "没有样例可确认，请在 values 中写明数值",
            "there is no sample to confirm: set it under values",
        )


def _read_own(where: str, given: Tree, said: Said) -> None:
    if given == "":
        return
    if not isinstance(given, dict):
        said.refuse(where, "应写成 {id: {2024-01-01: 30}}", "should be {id: {2024-01-01: 30}}")
        return
    for id, dates in given.items():
        value = _known(where, id, said)
        if value and (not isinstance(dates, dict) or not dates):
            said.refuse(
                f"{where}.{id}",
                f"应写明自何日起，如 {{2024-01-01: {_bare(dates)}}}",
                f"say from which day: {{2024-01-01: {_bare(dates)}}}",
            )
        elif value:
            _set_own(f"{where}.{id}", value, dates, said)


def _bare(given: Tree) -> str:
    return given if isinstance(given, str) and given else "30"


def _set_own(where: str, value: Value, dates: dict[str, Tree], said: Said) -> None:
    read = {dated.since: dated for dated in said.own.get(value.id, ())}
    for written, raw in dates.items():
        dated = _own(f"{where}.{written}", value, written, raw, said)
        if dated and dated.since in read:
            said.refuse(f"{where}.{written}", "这一天写了两次", "this day stands twice")
        elif dated:
            read[dated.since] = dated
    said.own[value.id] = _one_after_another(list(read.values()))


def _own(where: str, value: Value, written: str, raw: Tree, said: Said) -> Dated | None:
    day, plain, expected = read_day(written), KINDS[value.kind].read(raw), KINDS[value.kind].expected
    if day is None:
        said.refuse(
            where, f"应是 {EARLIEST} 至 {LATEST} 的日期", f"should be a date from {EARLIEST} to {LATEST}"
        )
    if plain is None:
        said.refuse(where, f"写的是 {raw}，应是{expected.zh}", f"is {raw}, should be {expected.en}")
    return Dated(day, None, plain, (cite(BUREAU, ""),), OWN) if day and plain is not None else None


def _one_after_another(dated: list[Dated]) -> tuple[Dated, ...]:
    """Each holds until the day before the next; the last has no end."""
    ordered = sorted(dated, key=lambda one: one.since)
    ends = [one.since - ONE_DAY for one in ordered[1:]]
    return tuple(replace(one, until=until) for one, until in zip_longest(ordered, ends))


def _known(where: str, id: Tree, said: Said) -> Value | None:
    catalogue = packaged().values
    if isinstance(id, str) and id in catalogue:
        return catalogue[id]
    near = _near(str(id), list(catalogue))
    hint = Say(f"；是否指 {'、'.join(near)}", f"; did you mean {', '.join(near)}") if near else Say("", "")
    said.refuse(f"{where}.{id}", f"没有这个数值{hint.zh}", f"there is no such value{hint.en}")
    return None


def _near(id: str, known: list[str]) -> list[str]:
    parts = [other for other in known if id and other.startswith(f"{id}_")]
    return parts[:3] or get_close_matches(id, known, n=3)
