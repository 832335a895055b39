"""What a standing sweep holds of a pattern rule's query as running sums, as the header says in `summed`.

A part of the query (a name in WITH) that counts or adds up cases is asked about the changed ones only, as they were and
as they are; the difference is all that changes in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from qinqing.facts.cells import quoted
from qinqing.rules.beside import Beside
from qinqing.rules.compile import DIALECT
from qinqing.rules.macros import Binding, write_out
from qinqing.rules.patterns.running import COLUMNS, Running, TooManyKinds
from qinqing.rules.rule import CELLS, DEPARTMENT, Rule
from qinqing.rules.stored import over, part_of, stored_of

# Stored part, as its table is called, → its rows, of some cases or of all.
Rows: TypeAlias = Mapping[str, pa.Table]


@dataclass(frozen=True)
class Summed:
    """The questions to a rule's stored parts. Rows to be asked about lie beside the facts under the parts' names."""

    rule: Rule
    binding: Binding

    @property
    def parts(self) -> list[str]:
        return [name for name in self.rule.header.summed if name != CELLS]

    @property
    def are_cells(self) -> bool:
        return CELLS in self.rule.header.summed

    def lies(self, name: str) -> str:
        return f"{name} of {self.rule.id}"

    @property
    def query(self) -> exp.Query:
        return write_out(self.rule.compiled.query, self.binding)

    @cached_property
    def stored(self) -> dict[str, str]:
        return {part.name: part.table for part in stored_of(self.rule)}

    @cached_property
    def given(self) -> list[str]:
        """Parts that compare what was summed up: as long as they stay as they are, cells are plain sums."""
        read = {cte.alias: {node.name for node in cte.find_all(exp.Table)} for cte in self.query.ctes}
        return [name for name, tables in read.items() if tables & {*self.parts}] if self.are_cells else []

    @cached_property
    def of_parts(self) -> dict[str, str]:
        """Part → its counts, without what is only shown."""
        return {name: self._counts_of(name) for name in self.parts}

    @cached_property
    def of_given(self) -> dict[str, str]:
        query = over(self.query, {part: self.lies(part) for part in self.parts})
        return {name: part_of(query, name).sql(dialect=DIALECT) for name in self.given}

    @cached_property
    def of_cells(self) -> str:
        """Of changed cases, or of all cases of some departments."""
        query = over(self.query, self.stored | {name: self.lies(name) for name in self.given})
        columns = ", ".join(quoted(name) for name in COLUMNS if name in self.rule.compiled.outputs)
        return f"SELECT {columns} FROM ({query.sql(dialect=DIALECT)}) AS cells"

    def _counts_of(self, name: str) -> str:
        columns = ", ".join(self._as_counted(name, column) for column in self.chosen[name])
        part = part_of(over(self.query, self.stored), name).sql(dialect=DIALECT)
        return f"SELECT {columns} FROM ({part}) AS part"

    def _as_counted(self, name: str, column: str) -> str:
        if column in self.counts[name]:
            return f"CAST({quoted(column)} AS BIGINT) AS {quoted(column)}"
        is_shown = self.chosen[name][column].find(exp.AggFunc) is not None
        return f"CAST(NULL AS VARCHAR) AS {quoted(column)}" if is_shown else quoted(column)

    @cached_property
    def counts(self) -> dict[str, list[str]]:
        """Part → its columns that count."""
        return {
            name: [column for column, made in chosen.items() if isinstance(made, exp.Count | exp.Sum)]
            for name, chosen in self.chosen.items()
        }

    @cached_property
    def chosen(self) -> dict[str, dict[str, exp.Expr]]:
        """Part → column → what it is made of."""
        return {
            cte.alias: {chosen.alias_or_name: chosen.unalias() for chosen in cte.this.expressions}
            for cte in self.query.ctes
            if cte.alias in self.parts
        }


@dataclass(frozen=True)
class Sums:
    """What is summed up of a rule as it is now: parts by name, those given, and its cells."""

    asked: Summed
    beside: Beside
    parts: Mapping[str, pa.Table]
    given: Mapping[str, pa.Table]
    running: Running | None

    @classmethod
    def of(cls, asked: Summed, beside: Beside, rows: Rows) -> Sums:
        """Of all rows of the stored parts, by their table."""
        lay(beside, rows)
        parts = {name: beside.ask_table(query) for name, query in asked.of_parts.items()}
        given = given_by(asked, beside, parts)
        running = running_of(beside.ask_table(asked.of_cells)) if asked.are_cells else None
        lay(beside, {name: table.slice(0, 0) for name, table in rows.items()})
        return cls(asked, beside, parts, given, running)

    def changed(self, out: Rows, into: Rows, of_departments: Callable[[set[str]], Rows]) -> Sums:
        """Without the rows of changed cases as they were, with those as they are."""
        lay(self.beside, out)
        parts_out, cells_out = self._asked()
        lay(self.beside, into)
        parts_in, cells_in = self._asked()
        parts = {
            name: added_up(held, parts_out[name], parts_in[name], self.asked.counts[name])
            for name, held in self.parts.items()
        }
        given = given_by(self.asked, self.beside, parts)
        moved = {name for part in given for name in departments_that_differ(self.given[part], given[part])}
        try:
            running = self._running(cells_out, cells_in, moved, of_departments)
        except TooManyKinds:
            running = None
        return replace(self, parts=parts, given=given, running=running)

    def _asked(self) -> tuple[dict[str, pa.Table], pa.Table | None]:
        parts = {name: self.beside.ask_table(query) for name, query in self.asked.of_parts.items()}
        return parts, self.beside.ask_table(self.asked.of_cells) if self.running else None

    def _running(
        self,
        out: pa.Table | None,
        into: pa.Table | None,
        moved: set[str],
        of_departments: Callable[[set[str]], Rows],
    ) -> Running | None:
        if self.running is None:
            return None
        running, doubtful = self.running.changed(out, into)
        anew = moved | doubtful
        if anew:
            lay(self.beside, of_departments(anew))
            running = running.counted_anew(anew, self.beside.ask_table(self.asked.of_cells))
        return running


def running_of(cells: pa.Table) -> Running | None:
    """None where there are too many kinds: then all cells are counted after every change."""
    try:
        return Running.of(cells)
    except TooManyKinds:
        return None


def given_by(asked: Summed, beside: Beside, parts: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Laid beside the facts, as the parts are that they compare."""
    lay(beside, {asked.lies(name): part for name, part in parts.items()})
    given = {name: beside.ask_table(query) for name, query in asked.of_given.items()}
    lay(beside, {asked.lies(name): rows for name, rows in given.items()})
    return given


def lay(beside: Beside, rows: Rows) -> None:
    for name, table in rows.items():
        beside.lay(name, table)


def added_up(held: pa.Table, out: pa.Table, into: pa.Table, counts: list[str]) -> pa.Table:
    """The counts without those of cases that are gone, with those of new ones."""
    keys = [name for name in held.column_names if name not in counts]
    minus = out
    for name in counts:
        minus = minus.set_column(minus.column_names.index(name), name, pc.negate(minus[name]))
    by_keys = pa.concat_tables([held, into, minus]).group_by(keys, use_threads=False)
    added = by_keys.aggregate([(name, "sum") for name in counts])
    sums = dict(zip([*counts, *keys], [*(f"{name}_sum" for name in counts), *keys], strict=True))
    there = added.filter(pc.not_equal(added[sums[counts[0]]], 0))
    return pa.table({name: there[sums[name]] for name in held.column_names}, schema=held.schema)


def departments_that_differ(one: pa.Table, other: pa.Table) -> set[str]:
    ours, theirs = (Counter(tuple(row.items()) for row in rows.to_pylist()) for rows in (one, other))
    differ = (ours - theirs) + (theirs - ours)
    return {dict(row)[DEPARTMENT] for row in differ}
