"""How one rule stands in a standing sweep: what it answered, and how a change moves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from qinqing.refusals import Say
from qinqing.rules.answers import Answers
from qinqing.rules.broken import named_if_broken
from qinqing.rules.engine import asked_sql
from qinqing.rules.held import Held
from qinqing.rules.kept import Kept
from qinqing.rules.macros import Binding
from qinqing.rules.narrow import Near
from qinqing.rules.part import Part, one_by_one
from qinqing.rules.results import RuleResult, total
from qinqing.rules.rule import Rule
from qinqing.rules.skipping import why_skipped

# (month, 0: judged, 1: flagged, 2: undetermined) → units
Months: TypeAlias = Counter[tuple[str, int]]


class Stand:
    """`why` the rule is skipped; else its units by month, and its answers other than kept."""

    def __init__(self, held: Held, rule: Rule, binding: Binding):
        self.held, self.rule, self.binding = held, rule, binding
        self.why: Say | None = None
        self.months: Months = Counter()
        self.found: Kept | None = None
        self.nears = [Near(held, rule, self.case_tables, anchors) for anchors in self.told_apart_by]
        self.before: Part | None = None
        self.judge()

    @property
    def case_tables(self) -> Collection[str]:
        """The tables a change of which is asked for the cases it touches."""
        return self.rule.compiled.reads

    @property
    def told_apart_by(self) -> list[Mapping[str, Sequence[str]]]:
        """What cases are told apart by, for each part of the query that is asked about some of them."""
        return [self.rule.anchors]

    @property
    def answers(self) -> Answers | None:
        """None where the rule is skipped."""
        if self.found is None:
            return None
        self.held.connection.register(self.name, self.found.rows)
        return Answers(self.held.connection, self.rule, None, self.name)

    @property
    def state(self) -> tuple[Any, ...]:
        return self.why, Counter(self.months), self.found

    def restore(self, state: tuple[Any, ...]) -> None:
        self.why, self.months, self.found = state

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
        connection = self.held.whole
        answers = Answers(connection, self.rule, self.sql)
        found = connection.sql(f"SELECT * FROM {answers.name} WHERE verdict <> 'kept'")
        self.found, self.months = Kept.of(found.to_arrow_table()), months_of(answers)
        connection.execute(f"DROP TABLE {answers.name}")

    @property
    def name(self) -> str:
        """Of the table that holds the answers."""
        return f"answers of {self.rule.id}"

    @cached_property
    def sql(self) -> str:
        return asked_sql(self.rule, self.binding)

    def reads(self, table: str) -> bool:
        return table in self.rule.compiled.reads

    def touches(self, changed: list[str]) -> bool:
        """Names the cases touched by the staged rows of these tables; False where any may be."""
        return self.why is None and all(near.touch(changed) for near in self.nears)

    def take_out(self, changed: list[str]) -> None:
        """What the touched cases answered before the staged change of these tables."""
        self.before = None
        (near,) = self.nears
        if near.is_any:
            with named_if_broken(self.rule):
                near.fetch(coming=changed)
                self.before = self.part()

    def put_in(self, changed: list[str]) -> None:
        """What they answer after it."""
        if self.before is None:
            return
        (near,) = self.nears
        with named_if_broken(self.rule):
            near.change(changed)
            after = self.part()
            self.months.subtract(self.before.months)
            self.months.update(after.months)
            if self.found and after.found != self.before.found:
                old, new = (part.table(self.found.base.rows.schema) for part in (self.before, after))
                self.found = self.found.changed(("unit",), old, new)

    def part(self) -> Part:
        """What the cases answer that the rows near them tell of."""
        _, rows = self.held.beside.ask(self.narrowed)
        return Part(self.rule, rows)

    @cached_property
    def narrowed(self) -> str:
        (near,) = self.nears
        return one_by_one(self.rule, near.over(self.rule.compiled.found(self.binding)))

    def result(self, articles: tuple[str, ...]) -> RuleResult:
        if self.why:
            return RuleResult(self.rule.id, articles, "skipped", self.why)
        named = sorted({month for (month, _), units in self.months.items() if units})
        by_month = {m: (self.months[m, 0], self.months[m, 1], self.months[m, 2]) for m in named}
        return RuleResult(self.rule.id, articles, "ran", None, *total(by_month), by_month)


def months_of(answers: Answers) -> Months:
    return Counter(
        {(month, n): units for month, counts in answers.by_month().items() for n, units in enumerate(counts)}
    )
