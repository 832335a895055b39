"""A rule asked about some cases only: which cases a change can touch, and the query over no others.

A case is what `one_per` of the header (or `stored`) tells apart; a rule answers for the cases of its anchors, the tables named
there. Touched cases, and the rows near them (theirs, and what bears on those), are laid beside the facts; rules that need
the same rows share them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from hashlib import sha256

import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from qinqing.facts.cells import quoted
from qinqing.facts.schema import TABLES
from qinqing.rules.bearing import Bearing, bearings
from qinqing.rules.compile import DIALECT
from qinqing.rules.held import Held, staged_as
from qinqing.rules.kept import Way
from qinqing.rules.rule import Rule


class Near:
    """The touched cases of one rule, and the rows near them. `tables`: those a change of which touches cases."""

    def __init__(self, held: Held, rule: Rule, tables: Collection[str]):
        self.held, self.beside, self.rule = held, held.beside, rule
        self.bearing = bearings(rule.header)
        held.make_room(rule.compiled.reads)
        self.touched = {anchor: self._room_for_touched(anchor, tables) for anchor in rule.anchors}
        self.near: dict[str, str] = {}
        for table in self.near_tables:
            self.near[table] = self._room_for_near(table)

    @cached_property
    def near_tables(self) -> dict[str, list[Bearing]]:
        """The rule's anchors, and the tables whose rows bear on theirs."""
        near: dict[str, list[Bearing]] = {anchor: [] for anchor in self.rule.anchors}
        for bearing in self.bearing:
            if bearing.anchor in self.rule.anchors and bearing.table not in self.rule.anchors:
                near.setdefault(bearing.table, []).append(bearing)
        return near

    def _room_for_touched(self, anchor: str, tables: Collection[str]) -> str:
        columns, touching = self.rule.anchors[anchor], {anchor, *(b.table for b in self.bearing)}
        said = mark(columns, self.bearing, sorted(touching & {*tables}))
        return self._room(f"touched {anchor} {said}", anchor, columns)

    def _room_for_near(self, table: str) -> str:
        bearing = self.near_tables[table]
        near_to = [(b, self.near[b.anchor]) for b in bearing] or [self.touched[table]]
        return self._room(f"near {table} {mark(near_to)}", table, [c.name for c in TABLES[table].columns])

    def _room(self, name: str, table: str, columns: Sequence[str]) -> str:
        if name not in self.beside:
            self.beside.lay(name, self.held.none(table).select([*columns]))
        return name

    def over(self, query: exp.Query) -> str:
        """The rule's written-out query over the touched cases of its anchors and what bears on them; other tables whole."""
        for node in facts_in(query):
            if node.name in self.near:
                rows = exp.to_table(quoted(self.near[node.name]), dialect=DIALECT)
                node.replace(exp.alias_(rows, node.alias_or_name, table=True))
        return query.sql(dialect=DIALECT)

    def touch(self, changed: Sequence[str]) -> bool:
        """Names the cases that the staged rows of the changed tables touch; False where they may touch any.

        Asked before the change is applied. A fact that moves from case to case touches both; anchor rows that come
        with the change are touched as they are, so nothing is left to ask afterwards.
        """
        if {*changed} - {*self.rule.anchors} - {b.table for b in self.bearing}:
            return False
        for anchor, columns in self.rule.anchors.items():
            name = self.touched[anchor]
            if self.beside.is_due("touch", name):
                touched = cases_touched(self.held, anchor, columns, changed, self.bearing)
                self.beside.lay(name, distinct([self.beside[name].slice(0, 0), *touched]))
        return True

    @property
    def is_any(self) -> bool:
        """Whether any case is touched."""
        return any(self.beside[name].num_rows for name in self.touched.values())

    def fetch(self, coming: Sequence[str]) -> None:
        """The rows of the touched cases, and those that bear on them.

        `coming`: tables of a change that is staged and not yet applied; what bears on its rows is fetched with the rest.
        """
        for table, name in self.near.items():
            if self.beside.is_due("fetch", name):
                self.beside.lay(name, self.held.find(table, *self._ways(table, coming)))

    def change(self, changed: Sequence[str]) -> None:
        """The staged rows take their place among those fetched: all of them are of touched cases, or bear on such."""
        for table, name in self.near.items():
            if table in changed and self.beside.is_due("change", name):
                old, new = (self.beside[staged_as(which, table)] for which in ("old", "new"))
                kept = without(self.beside[name], old, TABLES[table].identity)
                self.beside.lay(name, pa.concat_tables([kept, new]))

    def _ways(self, table: str, coming: Sequence[str]) -> Iterator[Way]:
        """By what the table's rows are near: their own touched cases, or the anchor rows they bear on."""
        bearing = self.near_tables[table]
        if not bearing:
            yield tuple(self.rule.anchors[table]), self.beside[self.touched[table]]
        for b in bearing:
            new = [staged_as("new", b.anchor)] if b.anchor in coming else []
            for name in (self.near[b.anchor], *new):
                yield b.asks(self.beside[name])


def mark(*said: object) -> str:
    """The same for the same words: rules that need the same rows find them under one name."""
    return sha256(repr(said).encode()).hexdigest()[:16]


def facts_in(query: exp.Query) -> list[exp.Table]:
    """Where the query reads a table of facts."""
    derived = {cte.alias for cte in query.find_all(exp.CTE)}
    return [node for node in query.find_all(exp.Table) if node.name not in derived]


def without(rows: pa.Table, others: pa.Table, identity: Sequence[str]) -> pa.Table:
    """The rows that none of the others identifies."""
    if not others.num_rows or not rows.num_rows:
        return rows
    if len(identity) == 1:
        named = pc.is_in(rows[identity[0]], value_set=others[identity[0]].combine_chunks())
        return rows.filter(pc.invert(named))
    names = {*zip(*(others[name].to_pylist() for name in identity), strict=True)}
    mine = zip(*(rows[name].to_pylist() for name in identity), strict=True)
    return rows.filter(pa.array([name not in names for name in mine], pa.bool_()))


def cases_touched(
    held: Held, anchor: str, columns: Sequence[str], changed: Sequence[str], bearing: Sequence[Bearing]
) -> Iterator[pa.Table]:
    """The anchor's cases that staged rows touch."""
    for table in changed:
        for which in ("new",) if table in held.same else ("old", "new"):
            rows = held.beside[staged_as(which, table)]
            if table == anchor:
                yield rows.select([*columns])
            for ways in (rows_between(held, b, rows, anchor, bearing) for b in bearing if b.table == table):
                yield held.find(anchor, *ways).select([*columns])


def rows_between(
    held: Held, through: Bearing, rows: pa.Table, anchor: str, bearing: Sequence[Bearing]
) -> list[Way]:
    """How the anchor's rows are found that `rows` bear on: themselves, or through a table that bears on the anchor."""
    found = through.asked_by(rows)
    if through.anchor == anchor:
        return [found]
    between = held.find(through.anchor, found)
    return [b.asked_by(between) for b in bearing if (b.table, b.anchor) == (through.anchor, anchor)]


def distinct(cases: Sequence[pa.Table]) -> pa.Table:
    whole = pa.concat_tables(cases)
    return whole.group_by(whole.column_names).aggregate([])
