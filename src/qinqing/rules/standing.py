"""A sweep that stands: after a change only the cases it can touch are judged again, with a full sweep's findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self, TypeAlias

from qinqing.law.bindings import HOME_MEASURE, articles_of
from qinqing.law.bindings import Binding as Measure
from qinqing.law.values import Values
from qinqing.refusals import Say
from qinqing.rules.answers import Answers
from qinqing.rules.engine import choose_rules, named_if_broken
from qinqing.rules.folder import Folder
from qinqing.rules.held import Change, Held
from qinqing.rules.macros import Binding
from qinqing.rules.narrow import make_room, narrowed, touch
from qinqing.rules.results import CheckResult, Finding, RuleResult
from qinqing.rules.rule import Rule
from qinqing.rules.skipping import why_skipped

# (month, 0: judged, 1: flagged, 2: undetermined) → units
Months: TypeAlias = Counter[tuple[str, int]]


@dataclass
class Stand:
    """How one rule stands: why it is skipped, else its units by month, and its answers other than kept."""

    rule: Rule
    binding: Binding
    why: Say | None = None
    months: Months = field(default_factory=Counter)
    answers: Answers | None = None

    @cached_property
    def narrowed(self) -> str:
        return narrowed(self.rule, self.binding)

    def result(self, articles: tuple[str, ...]) -> RuleResult:
        if self.why:
            return RuleResult(self.rule.id, articles, "skipped", self.why)
        named = sorted({month for (month, _), units in self.months.items() if units})
        by_month = {m: (self.months[m, 0], self.months[m, 1], self.months[m, 2]) for m in named}
        judged, flagged, undetermined = (sum(counts[n] for counts in by_month.values()) for n in range(3))
        return RuleResult(self.rule.id, articles, "ran", None, judged, flagged, undetermined, by_month)


class Standing:
    """All rules over a folder as of one day, held in the engine's own tables. Close it, or use it in a `with`.

    A new day is a new sweep: what falls due by then may touch every case that waits.
    """

    def __init__(
        self,
        folder: Folder,
        on: date,
        rules: str | None = None,
        values: Values | None = None,
        measure: str | Path | Measure = HOME_MEASURE,
    ):
        self.held = Held(folder, on)
        self.measure = measure
        binding = Binding(on, values or Values.load())
        self.stands = [Stand(rule, binding) for rule in choose_rules(rules)]
        for stand in self.stands:
            make_room(self.held, stand.rule)
            self._judge(stand)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.held.close()

    def change(self, change: Change) -> None:
        """Take the change into the facts and judge again what it can touch: all of it, or, where refused, nothing."""
        before = [(stand.why, Counter(stand.months), stand.answers) for stand in self.stands]
        try:
            with self.held.together():
                self.held.stage(change, as_of=self.held.on)
                self._take_in(change)
        except BaseException:
            for stand, stood in zip(self.stands, before, strict=True):
                stand.why, stand.months, stand.answers = stood
            raise

    def _take_in(self, change: Change) -> None:
        reading = [s for s in self.stands if not s.rule.compiled.reads.keys().isdisjoint(change.tables)]
        narrow = [s for s in reading if s.answers and touch(self.held, s.rule, change.tables)]
        for stand in narrow:
            self._take_out(stand)
        self.held.apply(change)
        for stand in reading:
            (self._put_in if stand in narrow else self._judge)(stand)

    def result(self) -> CheckResult:
        """As a full sweep of the facts as they are now would say."""
        results = [stand.result(articles_of(stand.rule.norms, self.measure)) for stand in self.stands]
        return CheckResult(self.held.on, self.held.custody, results, [*self.findings()])

    def findings(self) -> Iterator[Finding]:
        for stand in self.stands:
            if stand.answers:
                with named_if_broken(stand.rule):
                    articles = articles_of(stand.rule.norms, self.measure)
                    yield from stand.answers.findings(articles, self.held.tables)

    def _judge(self, stand: Stand) -> None:
        """The whole rule, from nothing."""
        rule, held = stand.rule, self.held
        lacking = {table: held.lacking[table] for table in rule.compiled.reads if table in held.tables}
        stand.why = why_skipped(rule, held.tables, lacking, held.custody, held.supplied)
        if stand.why is None:
            with named_if_broken(rule):
                sql = rule.compiled.sql(stand.binding)
                stand.answers = Answers(held.connection, rule, sql, f"answers of {rule.id}")
                stand.months = months_of(stand.answers)
                held.connection.execute(f"DELETE FROM {stand.answers.name} WHERE verdict = 'kept'")

    def _take_out(self, stand: Stand) -> None:
        """What the touched cases answered before the change."""
        assert stand.answers
        with named_if_broken(stand.rule):
            part = Answers(self.held.connection, stand.rule, stand.narrowed)
            stand.months.subtract(months_of(part))
            self.held.connection.execute(
                f"DELETE FROM {stand.answers.name} AS s USING {part.name} AS p WHERE s.unit = p.unit"
            )

    def _put_in(self, stand: Stand) -> None:
        """What the touched cases answer after it."""
        assert stand.answers
        with named_if_broken(stand.rule):
            part = Answers(self.held.connection, stand.rule, stand.narrowed)
            stand.months.update(months_of(part))
            self.held.connection.execute(
                f"INSERT INTO {stand.answers.name} SELECT * FROM {part.name} WHERE verdict <> 'kept'"
            )


def months_of(answers: Answers) -> Months:
    return Counter(
        {(month, n): units for month, counts in answers.by_month().items() for n, units in enumerate(counts)}
    )
