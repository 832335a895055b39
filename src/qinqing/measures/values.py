"""Every dated value as a page shows it: what holds today, since when, from where, who vouches for it, which rules use it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from qinqing.law.values import Dated, Status, Value, Values, load_catalogue, wording
from qinqing.law.values.catalogue import packaged
from qinqing.law.values.kinds import KINDS
from qinqing.law.values.model import CONFIDENCES, OWN
from qinqing.oversight.services.sweep import home_values
from qinqing.refusals import Say
from qinqing.rules.catalogue import Rule, load_rules

WRITTEN = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
EVERY_DAY = Say("每一天", "every day")
WAITING = (Status.SAMPLE, Status.UNSET)
# Kinds a person can type on one line; the others are texts of the law, confirmed as they are.
TYPED = ("date", "month_day", "time", "bool")


@dataclass(frozen=True, slots=True)
class Period:
    """One dated value of one line, in words."""

    value: Value
    dated: Dated

    @property
    def words(self) -> Say:
        return wording(self.value, self.dated.value)

    @property
    def since(self) -> Say:
        """As exact as the source names it."""
        if self.dated.always:
            return EVERY_DAY
        written = self.dated.since.strftime(WRITTEN[self.dated.since_precision])
        return Say(written, written)

    @property
    def until(self) -> str:
        return self.dated.until.isoformat() if self.dated.until else ""

    @property
    def confidence(self) -> Say:
        return CONFIDENCES[self.dated.confidence]

    @property
    def is_own(self) -> bool:
        return self.dated.confidence == OWN


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value on a day. `holds` None: unset; `offered`: the sample that waits for the bureau; `displaced`: what the
    law says where the bureau's own figure stands instead, shown to everybody beside it.

    `confirmed`, `own`: what the bureau's file says of it, whether or not that holds today.
    """

    value: Value
    status: Status
    holds: Period | None
    offered: Period | None
    displaced: Period | None
    rules: tuple[Rule, ...]
    confirmed: bool
    own: bool

    @property
    def shown(self) -> Period | None:
        """What to print: what holds, else what is offered."""
        return self.holds or self.offered

    @property
    def may_be_typed(self) -> bool:
        return KINDS[self.value.kind].measured or self.value.kind in TYPED


@dataclass(frozen=True, slots=True)
class Subject:
    """The values of one subject, in the order of the catalogue."""

    id: str
    title: Say
    lines: tuple[ValueLine, ...]


def line_of(id: str, day: date, values: Values | None = None) -> ValueLine:
    """KeyError for an unknown id."""
    value, values = load_catalogue()[id], values or home_values()
    dated = values.value_on(id, day)
    sample = None if dated else value.sample
    law = Values.load().value_on(id, day) if dated and dated.confidence == OWN else None
    return ValueLine(
        value,
        values.status(id, day),
        Period(value, dated) if dated else None,
        Period(value, sample) if sample else None,
        Period(value, law) if law else None,
        tuple(rule for rule in load_rules().values() if id in rule.values),
        id in values.confirmed,
        id in values.own,
    )


def history_of(id: str) -> list[Period]:
    """All that holds or held, the newest first."""
    return [Period(load_catalogue()[id], dated) for dated in reversed(home_values().timeline(id))]


def concerns_the_bureau(line: ValueLine) -> bool:
    """Used by a rule, waiting for the bureau, or vouched for by it."""
    return bool(line.rules) or line.status in WAITING or is_the_bureaus(line)


def is_the_bureaus(line: ValueLine) -> bool:
    """Confirmed or set by the bureau, from whichever day."""
    return line.confirmed or line.own


def is_in_force(line: ValueLine) -> bool:
    return line.holds is not None


def lines_of(rules: Iterable[Rule], day: date) -> list[ValueLine]:
    """The values all these rules use, each once."""
    values = home_values()
    return [line_of(id, day, values) for id in dict.fromkeys(id for rule in rules for id in rule.values)]


def lines_on(day: date, wanted: Callable[[ValueLine], bool]) -> list[ValueLine]:
    values = home_values()
    return [line for id in load_catalogue() if wanted(line := line_of(id, day, values))]


def by_subject(lines: Iterable[ValueLine]) -> list[Subject]:
    """Subjects that have lines, in the order of their titles' files."""
    grouped: dict[str, list[ValueLine]] = {}
    for line in lines:
        grouped.setdefault(line.value.subject, []).append(line)
    return [Subject(id, packaged().subjects[id], tuple(found)) for id, found in grouped.items()]
