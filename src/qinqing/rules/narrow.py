"""A rule asked about some cases only: which cases a change can touch, and the query over no others.

A case is what `one_per` of the header tells apart; a rule answers for the cases of its anchors, the tables named
there. Touched cases stand in a temporary table per rule and anchor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import exp

from qinqing.facts.cells import quoted
from qinqing.rules.bearing import Bearing, bearings
from qinqing.rules.compile import DIALECT
from qinqing.rules.held import Held, same_row, staged
from qinqing.rules.macros import Binding, write_out
from qinqing.rules.rule import Rule


def narrowed(rule: Rule, binding: Binding) -> str:
    """The rule's SQL over the touched cases of its anchors, every other table whole."""
    query = write_out(rule.compiled.query, binding)
    derived = {cte.alias for cte in query.find_all(exp.CTE)}
    for node in [*query.find_all(exp.Table)]:
        if node.name in rule.one_per and node.name not in derived:
            node.replace(touched_rows(rule, node.name).subquery(node.alias_or_name))
    return query.sql(dialect=DIALECT)


def touched_rows(rule: Rule, anchor: str) -> exp.Select:
    same = same_row(rule.one_per[anchor], "a", "c")
    return (
        exp.select("a.*")
        .from_(f"{quoted(anchor)} AS a", dialect=DIALECT)
        .join(f"{touched(rule, anchor)} AS c", on=same, join_type="semi", dialect=DIALECT)
    )


def touched(rule: Rule, anchor: str) -> str:
    return staged("touched", f"{anchor} of {rule.id}")


def touch(held: Held, rule: Rule, changed: Sequence[str]) -> bool:
    """Names the cases that the staged rows of the tables `changed` touch; False where they may touch any.

    Asked before the change is applied. A fact that moves from case to case touches both; anchor rows that come
    with the change are touched as they are, so nothing is left to ask afterwards.
    """
    read = [table for table in changed if table in rule.compiled.reads]
    bearing = bearings(rule.header)
    if {*read} - {*rule.one_per} - {b.table for b in bearing}:
        return False
    for anchor, columns in rule.one_per.items():
        parts = [*cases_touched(anchor, columns, read, bearing)]
        none = f"SELECT {listed(columns, 'a')} FROM {quoted(anchor)} AS a WHERE false"
        held.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {touched(rule, anchor)} AS {' UNION '.join([none, *parts])}"
        )
    return True


def cases_touched(
    anchor: str, columns: Sequence[str], read: Sequence[str], bearing: Sequence[Bearing]
) -> Iterator[str]:
    """SELECTs of the anchor's cases that staged rows touch."""
    for table in read:
        for which in ("old", "new"):
            if table == anchor:
                yield f"SELECT {listed(columns, 'a')} FROM {staged(which, anchor)} AS a"
            for b in bearing:
                if (b.table, b.anchor) == (table, anchor):
                    same = " AND ".join(
                        f"a.{quoted(c)} IS NOT DISTINCT FROM x.{quoted(theirs)}" for c, theirs in b.pairs
                    )
                    yield (
                        f"SELECT {listed(columns, 'a')} FROM {quoted(anchor)} AS a"
                        f" SEMI JOIN {staged(which, table)} AS x ON {same}"
                    )


def listed(columns: Sequence[str], alias: str) -> str:
    return ", ".join(f"{alias}.{quoted(c)}" for c in columns)
