"""What is in force and vouched for: by the law's text, by the bureau's confirmation, or set by the bureau."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from qinqing.law.values.bureau import Said, read_bureau_files
from qinqing.law.values.catalogue import load_catalogue
from qinqing.law.values.model import FIRST_DAY, OWN, Dated, Plain, Value
from qinqing.refusals import Problem, Refused, Say


class Status(StrEnum):
    """How a value stands on a day."""

    IN_FORCE = "in_force"
    SETTLED = "settled"
    CONFIRMED = "confirmed"
    OWN = "own"
    SAMPLE = "sample"
    UNSET = "unset"
    NOT_YET = "not_yet"
    ENDED = "ended"

    @property
    def says(self) -> Say:
        return STATUS_SAYS[self]


STATUS_SAYS = {
    Status.IN_FORCE: Say("依法有效", "in force by law"),
    Status.SETTLED: Say("规则自己确定", "settled by the rule itself"),
    Status.CONFIRMED: Say("样例，本单位已确认", "a sample, confirmed by the bureau"),
    Status.OWN: Say("本单位设定", "the bureau's own"),
    Status.SAMPLE: Say("样例，待本单位确认", "a sample awaiting the bureau's confirmation"),
    Status.UNSET: Say("待本单位填写", "for the bureau to set"),
    Status.NOT_YET: Say("尚未生效", "not yet in force"),
    Status.ENDED: Say("已失效", "no longer in force"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """The catalogue plus what the bureau confirmed and set. `warnings`: said in its files without effect."""

    catalogue: Mapping[str, Value]
    confirmed: frozenset[str] = frozenset()
    own: Mapping[str, tuple[Dated, ...]] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    _lines: dict[str, tuple[Dated, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, *files: Path) -> Values:
        """The catalogue with what `files` say; without files, what the law alone puts in force.

        Refused `values.refused` with every problem of every file.
        """
        return cls.of(read_bureau_files(files))

    @classmethod
    def of(cls, said: Said) -> Values:
        if said.problems:
            says = Say(
                "本单位的数值文件有误，请逐条改正；没有采用其中任何一条",
                "the bureau's values have mistakes; mend each — nothing of them was taken",
            )
            raise Refused("values.refused", says, said.problems)
        return cls(load_catalogue(), frozenset(said.confirmed), said.own, tuple(said.warnings))

    def timeline(self, id: str) -> tuple[Dated, ...]:
        """All that holds, in order of time, without overlaps. KeyError for an unknown id."""
        if id not in self._lines:
            own = self.own.get(id, ())
            lawful = _vouched(self.catalogue[id], id in self.confirmed)
            self._lines[id] = (*_until_own(lawful, own), *own)
        return self._lines[id]

    def value_on(self, id: str, day: date) -> Dated | None:
        """What holds on that day; None: unset — nothing in force, or a sample nobody confirmed."""
        return next((dated for dated in self.timeline(id) if dated.covers(day)), None)

    def periods(self, id: str) -> list[tuple[date, date | None, Plain]]:
        """(since, until, value), both days included; a confirmed sample from 0001-01-01 without an end."""
        return [(dated.since, dated.until, dated.value) for dated in self.timeline(id)]

    def status(self, id: str, day: date) -> Status:
        """How the value stands on that day, whether or not it holds."""
        dated = self.value_on(id, day)
        if dated:
            return _standing(dated)
        if self.catalogue[id].sample:
            return Status.SAMPLE
        line = self.timeline(id)
        if not line:
            return Status.UNSET
        return Status.NOT_YET if day < line[0].since else Status.ENDED


def value_on(id: str, day: date, values: Values | None = None) -> Dated | None:
    """What holds on that day; without `values`, by the law alone."""
    return (values or by_law_alone()).value_on(id, day)


@cache
def by_law_alone() -> Values:
    return Values.load()


def _standing(dated: Dated) -> Status:
    if dated.confidence == OWN:
        return Status.OWN
    if dated.is_sample:
        return Status.CONFIRMED
    return Status.SETTLED if dated.is_ours else Status.IN_FORCE


def _vouched(value: Value, confirmed: bool) -> tuple[Dated, ...]:
    if value.sample:
        return (
            (replace(value.sample, since=FIRST_DAY, until=None, since_precision="day"),) if confirmed else ()
        )
    return value.dated


def _until_own(lawful: tuple[Dated, ...], own: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """What the law says before the bureau's first own day."""
    if not own:
        return lawful
    last = own[0].since - timedelta(days=1)
    earlier = (dated for dated in lawful if dated.since <= last)
    return tuple(
        dated if dated.until and dated.until <= last else replace(dated, until=last) for dated in earlier
    )
