"""How one rule stands in a standing sweep: what it answered, and how a change moves it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any, TypeAlias

from qinqing.refusals import Say
from qinqing.rules.answers import Answers
from qinqing.rules.broken import named_if_broken
from qinqing.rules.engine import asked_sql
from qinqing.rules.held import Held
from qinqing.rules.macros import Binding
from qinqing.rules.narrow import change_near, fetch_near, make_room, narrowed, touch
from qinqing.rules.results import RuleResult, total
from qinqing.rules.rule import Rule
from qinqing.rules.skipping import why_skipped
from qinqing.rules.stored import over_parts, parts_of, read_by

# (month, 0: judged, 1: flagged, 2: undetermined) → units
Months: TypeAlias = Counter[tuple[str, int]]


class Stand:
    """`why` the rule is skipped; else its units by month, and its answers other than kept."""

    def __init__(self, held: Held, rule: Rule, binding: Binding):
        self.held, self.rule, self.binding = held, rule, binding
        self.why: Say | None = None
        self.months: Months = Counter()
        self.answers: Answers | None = None
        make_room(held, rule)
        self.judge()

    @property
    def state(self) -> tuple[Any, ...]:
        return self.why, Counter(self.months), self.answers

    def restore(self, state: tuple[Any, ...]) -> None:
        self.why, self.months, self.answers = state

    def judge(self) -> None:
        """The whole rule, from nothing."""
        rule, held = self.rule, self.held
        lacking = {table: held.lacking[table] for table in rule.compiled.reads if table in held.tables}
        self.why = why_skipped(rule, held.tables, lacking, held.custody, held.supplied)
        if self.why is None:
            with named_if_broken(rule):
                self.prepare()
                self.ask()

    def prepare(self) -> None:
        """What must be there before the rule is asked: for most, nothing."""

    def ask(self) -> None:
        answers = Answers(self.held.connection, self.rule, self.sql(), f"answers of {self.rule.id}")
        self.answers, self.months = answers, months_of(answers)
        self.held.connection.execute(f"DELETE FROM {answers.name} WHERE verdict = 'kept'")

    def sql(self) -> str:
        return asked_sql(self.rule, self.binding)

    def reads(self, table: str) -> bool:
        return table in self.rule.compiled.reads

    def touches(self, changed: list[str]) -> bool:
        """Names the cases touched by the staged rows of these tables; False where any may be."""
        return self.answers is not None and touch(self.held, self.rule, changed)

    def take_out(self, changed: list[str]) -> None:
        """What the touched cases answered before the staged change of these tables."""
        with named_if_broken(self.rule):
            fetch_near(self.held, self.rule, coming=changed)
            part = self.part
            self.months.subtract(months_of(part))
            assert self.answers
            self.held.connection.execute(
                f"DELETE FROM {self.answers.name} AS s USING {part.name} AS p WHERE s.unit = p.unit"
            )

    def put_in(self, changed: list[str]) -> None:
        """What they answer after it."""
        with named_if_broken(self.rule):
            change_near(self.held, self.rule, changed)
            part = self.part
            self.months.update(months_of(part))
            assert self.answers
            self.held.connection.execute(
                f"INSERT INTO {self.answers.name} SELECT * FROM {part.name} WHERE verdict <> 'kept'"
            )

    @property
    def part(self) -> Answers:
        return Answers(self.held.connection, self.rule, self.narrowed)

    @cached_property
    def narrowed(self) -> str:
        return narrowed(self.rule, self.rule.compiled.found(self.binding))

    def result(self, articles: tuple[str, ...]) -> RuleResult:
        if self.why:
            return RuleResult(self.rule.id, articles, "skipped", self.why)
        named = sorted({month for (month, _), units in self.months.items() if units})
        by_month = {m: (self.months[m, 0], self.months[m, 1], self.months[m, 2]) for m in named}
        return RuleResult(self.rule.id, articles, "ran", None, *total(by_month), by_month)


class PatternStand(Stand):
    """A pattern compares every unit with all others: each is decided again, from the stored parts of the query."""

    def __init__(self, held: Held, rule: Rule, binding: Binding):
        self.parts = parts_of(rule)
        self.made_of = read_by(self.parts, binding)
        super().__init__(held, rule, binding)

    def sql(self) -> str:
        return self.over_parts if self.parts else super().sql()

    @cached_property
    def over_parts(self) -> str:
        return over_parts(self.rule, self.binding)

    def prepare(self) -> None:
        for part in self.parts:
            part.make(self.held, self.binding)

    def touches(self, changed: list[str]) -> bool:
        """Tables that only the rest of the query reads touch no stored case."""
        return super().touches([table for table in changed if table in self.made_of])

    def take_out(self, changed: list[str]) -> None:
        for part in self.parts:
            part.take_out(self.held)

    def put_in(self, changed: list[str]) -> None:
        with named_if_broken(self.rule):
            if self.parts:
                fetch_near(self.held, self.rule)
            for part in self.parts:
                part.put_in(self.held, self.binding)
            self.ask()


def months_of(answers: Answers) -> Months:
    return Counter(
        {(month, n): units for month, counts in answers.by_month().items() for n, units in enumerate(counts)}
    )
