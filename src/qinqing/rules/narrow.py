"""A rule asked about some cases only: which cases a change can touch, and the query over no others.

A case is what `one_per` of the header (or `stored`) tells apart; a rule answers for the cases of its anchors, the tables named
there. Touched cases, and the rows near them (theirs, and what bears on those), are laid beside the facts; rules that need
the same rows share them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256

import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from qinqing.facts.cells import quoted
from qinqing.facts.schema import TABLES
from qinqing.rules.acts import ref
from qinqing.rules.bearing import Bearing, bearings, by_distance
from qinqing.rules.compile import DIALECT
from qinqing.rules.held import Held, staged_as
from qinqing.rules.kept import Way
from qinqing.rules.rule import Rule


class Near:
    """The touched cases of one rule, and the rows near them.

    `tables`: those a change of which touches cases · `anchors`: table → the columns that tell one case from another.
    """

    def __init__(self, held: Held, rule: Rule, tables: Collection[str], anchors: Mapping[str, Sequence[str]]):
        self.held, self.beside, self.anchors = held, held.beside, anchors
        self.bearing = bearings(rule.header)
        held.make_room(rule.compiled.reads)
        self.touched = {anchor: self._room_for_touched(anchor, tables) for anchor in anchors}
        self.near = {table: self._room_for_near(table) for table in self.near_tables}

    @cached_property
    def near_tables(self) -> dict[str, list[Bearing]]:
        """The rule's anchors, and the tables whose rows bear on theirs: the nearest first."""
        far = by_distance(self.anchors, self.bearing)
        return {
            table: [b for b in self.bearing if b.table == table] for table in sorted(far, key=far.__getitem__)
        }

    def _room_for_touched(self, anchor: str, tables: Collection[str]) -> str:
        columns, touching = self.anchors[anchor], {anchor, *(b.table for b in self.bearing)}
        said = mark(columns, self.bearing, sorted(touching & {*tables}))
        return self._room(f"touched {anchor} {said}", anchor, columns)

    def _room_for_near(self, table: str) -> str:
        """Under one name where all that leads from the anchors to the table is the same."""
        leading, tables = [], [table]
        for name in tables:
            leading += self.near_tables[name]
            tables += [b.anchor for b in self.near_tables[name] if b.anchor not in tables]
        said = mark(leading, [self.touched[name] for name in tables if name in self.touched])
        return self._room(f"near {table} {said}", table, [c.name for c in TABLES[table].columns])

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
        if {*changed} - {*self.near}:
            return False
        for anchor, columns in self.anchors.items():
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
        due = [table for table, name in self.near.items() if self.beside.is_due("fetch", name)]
        for table in due:
            self.beside.clear(self.near[table])
        waiting = [*due]
        while waiting:
            table = waiting.pop(0)
            if self._fetch(table, coming):
                bearing = (name for name in due if any(b.anchor == table for b in self.near_tables[name]))
                waiting += [name for name in bearing if name not in waiting]

    def _fetch(self, table: str, coming: Sequence[str]) -> bool:
        """Whether there was more than lies there already."""
        name, found = self.near[table], self.held.find(table, *self._ways(table, coming))
        more = found.num_rows > self.beside[name].num_rows
        self.beside.lay(name, found)
        return more

    def change(self, changed: Sequence[str]) -> None:
        """The staged rows take their place among those fetched: all of them are of touched cases, or bear on such."""
        for table, name in self.near.items():
            if table in changed and self.beside.is_due("change", name):
                old, new = (self.beside[staged_as(which, table)] for which in ("old", "new"))
                kept = without(self.beside[name], old, TABLES[table].identity)
                self.beside.lay(name, pa.concat_tables([kept, new]))

    def set_aside(self, refs: Collection[str]) -> bool:
        """The anchors' rows that evidence names so are laid away until rows are fetched again; False where there are none."""
        found = False
        for anchor in self.anchors:
            rows = self.beside[self.near[anchor]]
            named = [ref(TABLES[anchor], row) in refs for row in rows.to_pylist()]
            if any(named):
                self.beside.lay(self.near[anchor], rows.filter(pc.invert(pa.array(named))))
                found = True
        return found

    def _ways(self, table: str, coming: Sequence[str]) -> Iterator[Way]:
        """By what the table's rows are near: their own touched cases, or the anchor rows they bear on."""
        bearing = self.near_tables[table]
        if not bearing:
            yield tuple(self.anchors[table]), self.beside[self.touched[table]]
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
    """The anchor's cases that staged rows touch: themselves, or through tables that bear on the anchor."""
    for table in changed:
        for which in ("new",) if table in held.same else ("old", "new"):
            rows = held.beside[staged_as(which, table)]
            if not rows.num_rows:
                continue
            if table == anchor:
                yield rows.select([*columns])
            reached = rows_reached(held, table, rows, bearing)
            ways = [
                b.asked_by(reached[b.table]) for b in bearing if b.anchor == anchor and b.table in reached
            ]
            yield held.find(anchor, *ways, columns=columns)


def rows_reached(held: Held, table: str, rows: pa.Table, bearing: Sequence[Bearing]) -> dict[str, pa.Table]:
    """Table → its rows that these bear on, of tables that bear on others; those given among them."""
    passing, reached, more = {b.table for b in bearing}, {table: rows}, True
    while more:
        more = False
        for onward in sorted({b.anchor for b in bearing if b.table in reached} & passing):
            ways = [
                b.asked_by(reached[b.table]) for b in bearing if b.anchor == onward and b.table in reached
            ]
            found = held.find(onward, *ways)
            found = distinct([rows, found]) if onward == table else found
            if onward not in reached or found.num_rows > reached[onward].num_rows:
                reached[onward], more = found, True
    return reached


def distinct(cases: Sequence[pa.Table]) -> pa.Table:
    whole = pa.concat_tables(cases)
    return whole.group_by(whole.column_names).aggregate([])
