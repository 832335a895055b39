"""The clock of one application for a page: headline, limits side by side, days, stretches with their rule, picture.

Either face shows it with `{% include "affairs/parts/clock.html" %}`, given `clock=clock_of(case, picture, csv)`: the
face's own addresses, which answer with `draw` and with `csv_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from qinqing.affairs.models import Kind, Step
from qinqing.affairs.selectors.cases import Case
from qinqing.affairs.shown.days import Day, Look, days_of, weeks_of
from qinqing.affairs.shown.lines import headline
from qinqing.affairs.terms import KeptTerms
from qinqing.affairs.timing import events_of
from qinqing.clock import Limit, Reckoning, Stretch, Unit, reckon
from qinqing.clock.events import grounds_on
from qinqing.law.values import unit_words
from qinqing.refusals import Say
from qinqing.web.charts import clock as chart

COLUMNS = ("from", "to", "days", "counted", "why")
STATUTORY, PROMISED = Say("法定期限", "Limit by law"), Say("承诺期限", "Promised limit")


@dataclass(frozen=True, slots=True)
class Bound:
    """One of the two limits in words. `kind`: of the tag that says how it stands."""

    name: Say
    length: Say
    due_on: date | None
    stands: Say
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch with how many of its days the limit counts."""

    stretch: Stretch
    counted: int


@dataclass(frozen=True, slots=True)
class Paused:
    """`until` None: it lasts."""

    since: date
    until: date | None
    ground: Say
    evidence: str


@dataclass(frozen=True)
class ShownClock:
    """`picture`, `csv`: addresses of this face, '' where it has none."""

    case: Case
    today: date
    picture: str = ""
    csv: str = ""

    @cached_property
    def terms(self) -> KeptTerms:
        return KeptTerms.read(self.case.application.terms)

    @cached_property
    def told(self) -> Reckoning:
        """By the statute; where none is known by the promise, so that days are counted in its unit."""
        if self.terms.limit or not self.terms.promised:
            return self.case.told
        return reckon(events_of(self.case.steps), self.terms.promised, None, self.today)

    @property
    def unit(self) -> Unit:
        limit = self.terms.limit or self.terms.promised
        return limit.unit if limit else Unit.DAY

    @property
    def unit_says(self) -> Say:
        return unit_words(self.unit.value)

    @property
    def headline(self) -> Say:
        return headline(self.case.application, self.told, self.unit, self.today)

    @property
    def bounds(self) -> list[Bound]:
        """The statute's and the promise's, whichever there is."""
        case, ended = self.case.told, self.case.application.ended_on
        both = (
            (STATUTORY, self.terms.limit, case.due_on),
            (PROMISED, self.terms.promised, case.promised_due_on),
        )
        return [_bound(name, limit, due, ended, self.today) for name, limit, due in both if limit]

    @property
    def unsure_from(self) -> date | None:
        return self.case.told.unsure_from

    @cached_property
    def days(self) -> list[Day]:
        return days_of(self.told, self.unit, self.case.steps, self.today, self.terms.limit is not None)

    @property
    def weeks(self) -> list[list[Day]]:
        return weeks_of(self.days)

    @property
    def rows(self) -> list[Row]:
        counted = [day.on for day in self.days if day.look == Look.COUNTED]
        return [
            Row(stretch, sum(stretch.first <= on <= stretch.last for on in counted))
            for stretch in self.told.stretches
        ]

    @property
    def pauses(self) -> list[Paused]:
        return [*_pauses(self.case.steps)]

    @cached_property
    def drawn(self) -> chart.Clock:
        limit, promised = self.terms.limit, self.terms.promised
        marks = []
        if promised and promised.unit == self.unit:
            marks.append(chart.Mark(promised.n, str(Say("承诺", "promised")), self.case.told.promised_due_on))
        if limit:
            total = self.told.days_used + self.told.days_left - self.told.late_by
            marks.append(chart.Mark(total, str(Say("法定", "by law")), self.told.due_on, law=True))
        days = [(day.on, day.look.value, day.today) for day in self.days]
        return chart.Clock(self.told.days_used, tuple(marks), str(self.unit_says), tuple(days))

    @property
    def alt(self) -> str:
        return chart.alt(self.drawn)


def clock_of(case: Case, picture: str = "", csv: str = "") -> ShownClock:
    return ShownClock(case, timezone.localdate(), picture, csv)


def draw(clock: ShownClock, *, narrow: bool = False) -> str:
    """The picture; `narrow` for a phone."""
    return chart.draw(clock.drawn, narrow=narrow)


def csv_rows(clock: ShownClock) -> Iterator[tuple[object, ...]]:
    """One row per stretch, under COLUMNS."""
    for row in clock.rows:
        yield row.stretch.first, row.stretch.last, row.stretch.length, row.counted, str(row.stretch.why)


def _bound(name: Say, limit: Limit, due_on: date | None, ended: date | None, today: date) -> Bound:
    unit = unit_words(limit.unit.value)
    length = Say(f"{limit.n} {unit.zh}", f"{limit.n} {unit.en}")
    if due_on is None:
        return Bound(name, length, None, Say("到期日还不能定", "its day is not known yet"), "unset")
    if (ended or today) > due_on:
        return Bound(name, length, due_on, Say("已超过", "past"), "halt")
    kept = Say("按期", "kept") if ended else Say("期限内", "in time")
    return Bound(name, length, due_on, kept, "done" if ended else "")


def _pauses(steps: list[Step]) -> Iterator[Paused]:
    """Each with the step that ended it: of its ground, or of any where none was named."""
    waiting = [step for step in steps if step.kind == Kind.RESUMED]
    for step in (step for step in steps if step.kind == Kind.PAUSED):
        end = next((one for one in waiting if one.ground in ("", step.ground)), None)
        if end:
            waiting.remove(end)
        ground = grounds_on(step.on).get(step.ground) or Say(step.ground, step.ground)
        yield Paused(step.on, end.on if end else None, ground, step.words)
