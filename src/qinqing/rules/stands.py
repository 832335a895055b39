"""How one rule stands in a standing sweep: what it answered, and how a change moves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import pyarrow as pa

from qinqing.facts.cells import quoted
from qinqing.refusals import Say
from qinqing.rules.answers import Answers, decided_on, rows_of
from qinqing.rules.broken import named_if_broken
from qinqing.rules.engine import asked_sql
from qinqing.rules.held import Held
from qinqing.rules.kinds import Kinds
from qinqing.rules.macros import Binding
from qinqing.rules.narrow import Near
from qinqing.rules.part import VERDICTS, Part
from qinqing.rules.patterns.answering import Decided
from qinqing.rules.results import RuleResult, total
from qinqing.rules.rule import Rule
from qinqing.rules.skipping import why_skipped
from qinqing.rules.stored import over_stored, read_by, stored_of

# (month, 0: judged, 1: flagged, 2: undetermined) → units
Months: TypeAlias = Counter[tuple[str, int]]
FOUND = "found in part"


class Stand:
    """`why` the rule is skipped; else its units by month, and its answers other than kept."""

    def __init__(self, held: Held, rule: Rule, binding: Binding):
        self.held, self.rule, self.binding = held, rule, binding
        self.why: Say | None = None
        self.months: Months = Counter()
        self.held_answers: Answers | None = None
        self.nears = [Near(held, rule, self.case_tables, anchors) for anchors in self.told_apart_by]
        held.beside.lay(FOUND, units_table([]))
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
        return self.held_answers

    @property
    def state(self) -> tuple[Any, ...]:
        return self.why, Counter(self.months), self.held_answers

    def restore(self, state: tuple[Any, ...]) -> None:
        self.why, self.months, self.held_answers = state

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
        answers = Answers(self.held.connection, self.rule, self.sql, self.name)
        self.held_answers, self.months = answers, months_of(answers)
        self.held.connection.execute(f"DELETE FROM {answers.name} WHERE verdict = 'kept'")

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
            if after.found != self.before.found:
                self._replace(self.before, after)

    def part(self) -> Part:
        """What the cases answer that the rows near them tell of."""
        return Part(self.rule, *self.held.beside.ask(self.narrowed))

    @cached_property
    def narrowed(self) -> str:
        (near,) = self.nears
        return rows_of(self.rule, near.over(self.rule.compiled.found(self.binding)))

    def _replace(self, before: Part, after: Part) -> None:
        """In the answers held, those of units found before by those found after."""
        name, connection = quoted(self.name), self.held.connection
        if before.found:
            self.held.beside.lay(FOUND, units_table(before.units))
            connection.execute(f'DELETE FROM {name} AS s USING "{FOUND}" AS p WHERE s.unit = p.unit')
        if after.found:
            rows = pa.table(after.columns, schema=self._schema)
            connection.register("rows found", rows)
            connection.execute(f'INSERT INTO {name} SELECT * FROM "rows found"')
            connection.unregister("rows found")

    @cached_property
    def _schema(self) -> pa.Schema:
        none = self.held.connection.sql(f"SELECT * FROM {quoted(self.name)} LIMIT 0")
        schema: pa.Schema = none.to_arrow_table().schema
        return schema

    def result(self, articles: tuple[str, ...]) -> RuleResult:
        if self.why:
            return RuleResult(self.rule.id, articles, "skipped", self.why)
        named = sorted({month for (month, _), units in self.months.items() if units})
        by_month = {m: (self.months[m, 0], self.months[m, 1], self.months[m, 2]) for m in named}
        return RuleResult(self.rule.id, articles, "ran", None, *total(by_month), by_month)


class PatternStand(Stand):
    """A pattern compares every unit with all others: each is decided again, from the stored parts of the query.

    What is shown of those found (words, evidence, sheets) is made when somebody asks for the findings.
    """

    def __init__(self, held: Held, rule: Rule, binding: Binding):
        self.stored = stored_of(rule)
        self.made_of = read_by(self.stored, binding)
        self.decided: Decided | None = None
        self.kinds: list[Kinds] = []
        super().__init__(held, rule, binding)

    @property
    def answers(self) -> Answers | None:
        if self.decided and not self.held_answers:
            with named_if_broken(self.rule):
                shown = self.decided.shown()
                self.held_answers = Answers(self.held.connection, self.rule, shown, self.name)
        return self.held_answers

    @property
    def state(self) -> tuple[Any, ...]:
        return *super().state, self.decided, [*self.kinds]

    def restore(self, state: tuple[Any, ...]) -> None:
        *others, self.decided, self.kinds = state
        super().restore(tuple(others))

    def ask(self) -> None:
        cells = quoted(f"cells of {self.rule.id}")
        self.decided = decided_on(self.held.connection, self.rule, self.sql, cells)
        self.held_answers, self.months = None, Counter()
        for month, verdict, units in self.decided.months:
            self.months[month, 0] += units
            if verdict != "kept":
                self.months[month, VERDICTS.index(verdict)] += units

    @property
    def case_tables(self) -> Collection[str]:
        """Tables that only the rest of the query reads touch no stored case."""
        return self.made_of

    @property
    def told_apart_by(self) -> list[Mapping[str, Sequence[str]]]:
        return [{part.anchor: part.columns} for part in self.stored]

    @cached_property
    def sql(self) -> str:
        return over_stored(self.rule, self.binding)

    @cached_property
    def over_near(self) -> list[str]:
        """The stored parts of the query over the rows near touched cases."""
        parts = zip(self.stored, self.nears, strict=True)
        return [near.over(part.query(self.binding)) for part, near in parts]

    def prepare(self) -> None:
        self.kinds = [part.make(self.held, self.binding) for part in self.stored]

    def touches(self, changed: list[str]) -> bool:
        return super().touches([table for table in changed if table in self.made_of])

    def take_out(self, changed: list[str]) -> None:
        for part, near in zip(self.stored, self.nears, strict=True):
            near.fetch(coming=changed)
            part.take_out(self.held, near)

    def put_in(self, changed: list[str]) -> None:
        with named_if_broken(self.rule):
            for number, (part, near) in enumerate(zip(self.stored, self.nears, strict=True)):
                near.change(changed)
                self.kinds[number] = part.put_in(self.held, self.over_near[number], self.kinds[number])
            self.ask()


def units_table(units: list[str]) -> pa.Table:
    return pa.table({"unit": pa.array(units, pa.string())})


def months_of(answers: Answers) -> Months:
    return Counter(
        {(month, n): units for month, counts in answers.by_month().items() for n, units in enumerate(counts)}
    )
