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
from qinqing.rules.bearing import Bearing, bearings
from qinqing.rules.compile import DIALECT
from qinqing.rules.held import Held, agree, is_filled, same_row, staged, staged_as
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
        columns = self.rule.anchors[anchor]
        ways = [*cases_touched(anchor, columns, sorted(tables), self.bearing)]
        name = f"touched {anchor} {mark(*columns, *ways)}"
        if name not in self.beside:
            self.beside.lay_answer(name, f"SELECT {listed(columns, 'a')} FROM {quoted(anchor)} AS a LIMIT 0")
        return name

    def _room_for_near(self, table: str) -> str:
        near_to = {b: self._anchor_rows(b, [b.anchor]) for b in self.near_tables[table]}
        rows = rows_bearing(table, near_to) if near_to else self._rows_touched(table)
        name = f"near {table} {mark(rows)}"
        if name not in self.beside:
            self.beside.lay_answer(name, f"SELECT * FROM {quoted(table)} LIMIT 0")
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
                ways = [*cases_touched(anchor, columns, changed, self.bearing, self.held)]
                asks_facts = any(b.table in changed and self.held.is_changed(b.table) for b in self.bearing)
                self._lay(name, " UNION ".join(ways), planned=not asks_facts)
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
                self._lay(name, self._rows_near(table, coming))

    def change(self, changed: Sequence[str]) -> None:
        """The staged rows take their place among those fetched: all of them are of touched cases, or bear on such."""
        for table, name in self.near.items():
            if table in changed and self.beside.is_due("change", name):
                old, new = (self.beside[staged_as(which, table)] for which in ("old", "new"))
                kept = without(self.beside[name], old, TABLES[table].identity)
                self.beside.lay(name, pa.concat_tables([kept, new]))

    def _lay(self, name: str, query: str, *, planned: bool = False) -> None:
        """`planned`: the query reads nothing but what is laid beside."""
        if query:
            (self.beside.lay_planned if planned else self.beside.lay_answer)(name, query)
        else:
            self.beside.clear(name)

    def _rows_near(self, table: str, coming: Sequence[str]) -> str:
        """Nothing where there is nothing they can be near to."""
        bearing = self.near_tables[table]
        if not bearing:
            return self._rows_touched(table) if self.beside[self.touched[table]].num_rows else ""
        near_to = {
            b: [name for name in self._anchor_rows(b, coming) if self.beside[name].num_rows] for b in bearing
        }
        return rows_bearing(table, {b: names for b, names in near_to.items() if names})

    def _anchor_rows(self, bearing: Bearing, coming: Sequence[str]) -> list[str]:
        """Where rows lie that those of the bearing's table may bear on."""
        new = [staged_as("new", bearing.anchor)] if bearing.anchor in coming else []
        return [self.near[bearing.anchor], *new]

    def _rows_touched(self, anchor: str) -> str:
        same = same_row(anchor, self.rule.anchors[anchor], "a", "c")
        return (
            f"SELECT a.* FROM {quoted(anchor)} AS a SEMI JOIN {quoted(self.touched[anchor])} AS c ON {same}"
        )


def rows_bearing(table: str, near_to: Mapping[Bearing, Sequence[str]]) -> str:
    """SELECT of each row once, by however many ways it bears; nothing where there is no way."""
    rows = [
        f"{quoted(table)} AS x SEMI JOIN {those_of(b, names)} AS r ON {agreeing(b, 'r', 'x')}"
        for b, names in near_to.items()
    ]
    if len(rows) <= 1:
        return f"SELECT x.* FROM {rows[0]}" if rows else ""
    numbers = " UNION ".join(f"SELECT x.rowid AS n FROM {one}" for one in rows)
    return f"SELECT x.* FROM {quoted(table)} AS x SEMI JOIN ({numbers}) AS r ON r.n = x.rowid"


def those_of(bearing: Bearing, names: Sequence[str]) -> str:
    """What the bearing compares of all rows that lie under the names."""
    columns = ", ".join(quoted(ours) for ours, _ in bearing.pairs)
    return f"({' UNION ALL '.join(f'SELECT {columns} FROM {quoted(name)}' for name in names)})"


def mark(*said: str) -> str:
    """The same for the same words: rules that need the same rows find them under one name."""
    return sha256("\n".join(said).encode()).hexdigest()[:16]


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


def agreeing(bearing: Bearing, anchor: str, table: str) -> str:
    return " AND ".join(
        agree(
            f"{anchor}.{quoted(ours)}",
            f"{table}.{quoted(theirs)}",
            filled=is_filled(bearing.anchor, ours) or is_filled(bearing.table, theirs),
        )
        for ours, theirs in bearing.pairs
    )


def cases_touched(
    anchor: str,
    columns: Sequence[str],
    read: Sequence[str],
    bearing: Sequence[Bearing],
    held: Held | None = None,
) -> Iterator[str]:
    """SELECTs of the anchor's cases that staged rows touch: any that may be, or those `held` has some of."""
    chosen = f"SELECT {listed(columns, 'a')} FROM {quoted(anchor)} AS a"
    for table in read:
        same = held is not None and table in held.same
        for which in ("new",) if same else ("old", "new"):
            if held and not held.is_staged(which, table):
                continue
            rows = staged(which, table)
            if table == anchor:
                yield f"SELECT {listed(columns, 'a')} FROM {rows} AS a"
            for touching in rows_between(table, rows, anchor, bearing):
                yield f"{chosen} SEMI JOIN {touching}"


def rows_between(table: str, rows: str, anchor: str, bearing: Sequence[Bearing]) -> Iterator[str]:
    """What `rows` of `table` join the anchor's `a` by: themselves, or through a table that bears on the anchor."""
    for b in bearing:
        if b.table == table and b.anchor == anchor:
            yield f"{rows} AS x ON {agreeing(b, 'a', 'x')}"
        elif b.table == table:
            through = (
                f"SELECT m.* FROM {quoted(b.anchor)} AS m SEMI JOIN {rows} AS x ON {agreeing(b, 'm', 'x')}"
            )
            for c in bearing:
                if (c.table, c.anchor) == (b.anchor, anchor):
                    yield f"({through}) AS y ON {agreeing(c, 'a', 'y')}"


def listed(columns: Sequence[str], alias: str) -> str:
    return ", ".join(f"{alias}.{quoted(c)}" for c in columns)
