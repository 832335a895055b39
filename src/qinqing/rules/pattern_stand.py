"""How a pattern rule stands in a standing sweep: its stored parts, its running sums, and what was decided on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import pyarrow as pa

from qinqing.facts.cells import quoted
from qinqing.rules.answers import Answers, decided_by, decided_on
from qinqing.rules.broken import named_if_broken
from qinqing.rules.compile import DIALECT
from qinqing.rules.held import Held
from qinqing.rules.kept import Kept
from qinqing.rules.macros import Binding, write_out
from qinqing.rules.part import VERDICTS
from qinqing.rules.patterns.answering import Decided
from qinqing.rules.patterns.reading import FIGURES
from qinqing.rules.rule import DEPARTMENT, Rule
from qinqing.rules.stands import Stand
from qinqing.rules.stored import over, read_by, stored_of
from qinqing.rules.summed import Summed, Sums


class PatternStand(Stand):
    """A pattern compares every unit with all others: each is decided again, from what the rule stores and sums up.

    What is shown of those found (words, evidence, sheets) is made when somebody asks for the findings.
    """

    def __init__(self, held: Held, rule: Rule, binding: Binding):
        self.stored = stored_of(rule)
        self.made_of = read_by(self.stored, binding)
        self.asked = Summed(rule, binding)
        self.parts: list[Kept] = []
        self.sums: Sums | None = None
        self.decided: Decided | None = None
        self.shown: Answers | None = None
        super().__init__(held, rule, binding)

    @property
    def answers(self) -> Answers | None:
        if self.decided and not self.shown:
            with named_if_broken(self.rule):
                self._lay_whole(self.sql)
                self.held.connection.execute(f"CREATE OR REPLACE TEMP TABLE {self.cells} AS {self.sql}")
                decided = replace(self.decided, connection=self.held.connection)
                self.shown = Answers(self.held.connection, self.rule, decided.shown(), self.name)
        return self.shown

    @property
    def state(self) -> tuple[Any, ...]:
        return *super().state, self.decided, self.shown, self.sums, [*self.parts]

    def restore(self, state: tuple[Any, ...]) -> None:
        *others, self.decided, self.shown, self.sums, self.parts = state
        super().restore(tuple(others))

    @property
    def case_tables(self) -> Collection[str]:
        """Tables that only the rest of the query reads touch no stored case."""
        return self.made_of

    @property
    def told_apart_by(self) -> list[Mapping[str, Sequence[str]]]:
        return [{part.anchor: part.columns} for part in self.stored]

    @property
    def cells(self) -> str:
        return quoted(f"cells of {self.rule.id}")

    @cached_property
    def sql(self) -> str:
        """The rule's, its stored parts read as tables."""
        query = write_out(self.rule.compiled.query, self.binding)
        return over(query, {part.name: whole(part.table) for part in self.stored}).sql(dialect=DIALECT)

    @cached_property
    def figures(self) -> str:
        """What verdicts hang on; what is summed up is read from there."""
        tables = {part.name: whole(part.table) for part in self.stored}
        tables |= {name: self.asked.lies(name) for name in self.asked.parts}
        columns = ", ".join(quoted(name) for name in FIGURES if name in self.rule.compiled.outputs)
        return f"SELECT {columns} FROM ({over(self.asked.query, tables).sql(dialect=DIALECT)}) AS cells"

    @cached_property
    def over_near(self) -> list[str]:
        """The stored parts of the query over the rows near touched cases."""
        parts = zip(self.stored, self.nears, strict=True)
        return [near.over(part.query(self.binding)) for part, near in parts]

    def prepare(self) -> None:
        self.parts = [part.make(self.held, self.binding) for part in self.stored]
        if self.rule.header.summed:
            rows = {part.table: kept.rows for part, kept in zip(self.stored, self.parts, strict=True)}
            self.sums = Sums.of(self.asked, self.held.beside, rows)

    def ask(self) -> None:
        if self.sums and self.sums.running:
            self.decided = decided_by(self.held.connection, self.rule, self.sums.running.cells, self.cells)
        else:
            self._lay_whole(self.figures)
            connection = self.held.connection if self.stored else self.held.whole
            self.decided = decided_on(connection, self.rule, self.figures, self.cells)
        self.shown, self.months = None, Counter()
        for month, verdict, units in self.decided.months:
            self.months[month, 0] += units
            if verdict != "kept":
                self.months[month, VERDICTS.index(verdict)] += units

    def touches(self, changed: list[str]) -> bool:
        return super().touches([table for table in changed if table in self.made_of])

    def take_out(self, changed: list[str]) -> None:
        for near in self.nears:
            near.fetch(coming=changed)

    def put_in(self, changed: list[str]) -> None:
        with named_if_broken(self.rule):
            out: dict[str, pa.Table] = {}
            into: dict[str, pa.Table] = {}
            for number, (part, near) in enumerate(zip(self.stored, self.nears, strict=True)):
                near.change(changed)
                self.parts[number], out[part.table], into[part.table] = part.changed(
                    self.held, near, self.parts[number], self.over_near[number]
                )
            if self.made_of >= {*self.rule.compiled.reads} and not any(
                rows.num_rows for rows in (*out.values(), *into.values())
            ):
                return  # what was decided stays
            if self.sums:
                self.sums = self.sums.changed(out, into, self._of_departments)
            self.ask()

    def _of_departments(self, departments: set[str]) -> dict[str, pa.Table]:
        asked = pa.table({DEPARTMENT: sorted(departments)})
        parts = zip(self.stored, self.parts, strict=True)
        return {part.table: kept.find(((DEPARTMENT,), asked)) for part, kept in parts}

    def _lay_whole(self, sql: str) -> None:
        """Those of the stored parts that it reads."""
        for part, kept in zip(self.stored, self.parts, strict=True):
            if whole(part.table) in sql:
                self.held.connection.register(whole(part.table), kept.rows)


def whole(table: str) -> str:
    """What all rows of a stored part are called."""
    return f"all {table}"
