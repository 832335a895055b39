"""Parts of a pattern rule's query that a standing sweep stores: most of its work, and each row hangs on one case.

What compares cases with each other is asked of the stored parts as of tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import sqlglot
from sqlglot import exp

from qinqing.facts.cells import quoted
from qinqing.facts.schema import TABLES
from qinqing.rules.compile import DIALECT
from qinqing.rules.held import Held
from qinqing.rules.kept import Kept, alike
from qinqing.rules.macros import Binding, write_out
from qinqing.rules.marks import marks_of
from qinqing.rules.narrow import Near, facts_in
from qinqing.rules.rule import Rule, by_table


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A name in WITH of the rule's query, and the columns of the table `anchor` that tell its cases apart."""

    rule: Rule
    name: str
    anchor: str
    columns: tuple[str, ...]

    @property
    def table(self) -> str:
        """What its rows are called where the engine is asked about them."""
        return f"{self.name} of {self.rule.id}"

    def query(self, binding: Binding) -> exp.Query:
        return part_of(write_out(self.rule.compiled.query, binding), self.name)

    def make(self, held: Held, binding: Binding) -> Kept:
        return Kept.of(held.whole.sql(self.query(binding).sql(dialect=DIALECT)).to_arrow_table())

    def changed(self, held: Held, near: Near, kept: Kept, query: str) -> tuple[Kept, pa.Table, pa.Table]:
        """The rows of touched cases as `query` now has them, in place of those they had.

        Both are told too, of cases whose rows did change: most are touched in vain.
        """
        cases = held.beside[near.touched[self.anchor]]
        old = kept.find((self.columns, cases))
        new = held.beside.ask_table(query).cast(kept.base.rows.schema).combine_chunks()
        gone, come = unlike(old, new)
        differ = (self.columns, pa.concat_tables([gone, come]).select(self.columns))
        old, new = (Kept.of(rows).find(differ) for rows in (old, new))
        return kept.changed(self.columns, old, new), old, new


def unlike(one: pa.Table, other: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Of either, the rows that are not in the other; where a row may be there several times, more of them."""
    marks = [marks_of(table.columns) for table in (one, other)]
    kinds = [np.unique(mark, return_index=True, return_counts=True) for mark in marks]
    _, *place = np.intersect1d(kinds[0][0], kinds[1][0], assume_unique=True, return_indices=True)
    first, counts = ([kind[n][at] for kind, at in zip(kinds, place, strict=True)] for n in (1, 2))
    ours, theirs = (table.take(at) for table, at in zip((one, other), first, strict=True))
    same = (counts[0] == counts[1]) & (counts[0] == 1)
    for name in one.column_names:
        same &= alike(ours[name], theirs[name])
    differ = [np.ones(len(mark), dtype=bool) for mark in marks]
    for chosen, at in zip(differ, first, strict=True):
        chosen[at[same]] = False
    return one.filter(pa.array(differ[0])), other.filter(pa.array(differ[1]))


def stored_of(rule: Rule) -> list[StoredPart]:
    return [
        StoredPart(rule, name, anchor, tuple(columns))
        for name, key in rule.header.stored.items()
        for anchor, columns in by_table(key).items()
    ]


def read_by(parts: list[StoredPart], binding: Binding) -> set[str]:
    """The tables of facts that parts are made of."""
    return {table.name for part in parts for table in facts_in(part.query(binding))} & {*TABLES}


def part_of(query: exp.Query, name: str) -> exp.Query:
    """A name in WITH alone, after whatever stands before it and it needs."""
    names = [cte.alias for cte in query.ctes]
    place = names.index(name)
    part: exp.Query = query.ctes[place].this
    for cte in query.ctes[:place]:
        part = part.with_(cte.alias, as_=cte.this, copy=False)
    return needed_only(part)


def over(query: exp.Query, tables: Mapping[str, str]) -> exp.Query:
    """The query with names in WITH read as tables instead."""
    for cte in query.ctes:
        if cte.alias in tables:
            cte.set("this", sqlglot.parse_one(f"SELECT * FROM {quoted(tables[cte.alias])}", dialect=DIALECT))
    return needed_only(query)


def needed_only(query: exp.Query) -> exp.Query:
    """Without names in WITH that nothing reads: the engine would look for their tables all the same."""
    while query.ctes:
        read = {node.name for node in query.find_all(exp.Table)}
        unread = [cte for cte in query.ctes if cte.alias not in read]
        if not unread:
            break
        for cte in unread:
            cte.pop()
    if not query.ctes and query.args.get("with_"):
        query.args["with_"].pop()
    return query
