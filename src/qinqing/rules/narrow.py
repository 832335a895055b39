"""A rule asked about some cases only: which cases a change can touch, and the query over no others.

A case is what `one_per` of the header (or `stored`) tells apart; a rule answers for the cases of its anchors, the tables named
there. Touched cases stand in a table per rule and anchor, the rows near them (theirs, and what bears on those) in another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import exp

from qinqing.facts.cells import quoted
from qinqing.rules.bearing import Bearing, bearings
from qinqing.rules.compile import DIALECT
from qinqing.rules.held import Held, agree, is_filled, same_row, staged
from qinqing.rules.rule import Rule


def narrowed(rule: Rule, query: exp.Query) -> str:
    """The rule's written-out query over the touched cases of its anchors and what bears on them; other tables whole."""
    return over_near(rule, query).sql(dialect=DIALECT)


def over_near(rule: Rule, query: exp.Query) -> exp.Query:
    for node in facts_in(query):
        if node.name in near_tables(rule):
            rows = exp.to_table(near(rule, node.name), dialect=DIALECT)
            node.replace(exp.alias_(rows, node.alias_or_name, table=True))
    return query


def facts_in(query: exp.Query) -> list[exp.Table]:
    """Where the query reads a table of facts."""
    derived = {cte.alias for cte in query.find_all(exp.CTE)}
    return [node for node in query.find_all(exp.Table) if node.name not in derived]


def near_tables(rule: Rule) -> dict[str, list[Bearing]]:
    """The rule's anchors, and the tables whose rows bear on theirs."""
    near: dict[str, list[Bearing]] = {anchor: [] for anchor in rule.anchors}
    for bearing in bearings(rule.header):
        if bearing.anchor in rule.anchors and bearing.table not in rule.anchors:
            near.setdefault(bearing.table, []).append(bearing)
    return near


def fetch_near(held: Held, rule: Rule, coming: Sequence[str] = ()) -> None:
    """The rows of the touched cases, and those that bear on them, into the tables the narrowed query reads.

    `coming`: tables of a change that is staged and not yet applied; what bears on its rows is fetched with the rest.
    """
    for table, bearing in near_tables(rule).items():
        rows = near(rule, table)
        held.connection.execute(f"DELETE FROM {rows}")
        chosen = rows_bearing(rule, table, bearing, coming) if bearing else rows_touched(rule, table)
        held.connection.execute(f"INSERT INTO {rows} {chosen}")


def change_near(held: Held, rule: Rule, changed: Sequence[str]) -> None:
    """The staged rows take their place among those fetched: all of them are of touched cases, or bear on such."""
    for table in near_tables(rule):
        if table in changed:
            held.replace_staged(near(rule, table), table)


def rows_touched(rule: Rule, anchor: str) -> str:
    same = same_row(anchor, rule.anchors[anchor], "a", "c")
    return f"SELECT a.* FROM {quoted(anchor)} AS a SEMI JOIN {touched(rule, anchor)} AS c ON {same}"


def rows_bearing(rule: Rule, table: str, bearing: Sequence[Bearing], coming: Sequence[str]) -> str:
    """Each row once, by however many ways it bears."""
    on = [(b, near(rule, b.anchor)) for b in bearing]
    on += [(b, staged("new", b.anchor)) for b in bearing if b.anchor in coming]
    rows = [f"{quoted(table)} AS x SEMI JOIN {those} AS r ON {agreeing(b, 'r', 'x')}" for b, those in on]
    if len(rows) == 1:
        return f"SELECT x.* FROM {rows[0]}"
    numbers = " UNION ".join(f"SELECT x.rowid AS n FROM {one}" for one in rows)
    return f"SELECT x.* FROM {quoted(table)} AS x SEMI JOIN ({numbers}) AS r ON r.n = x.rowid"


def agreeing(bearing: Bearing, anchor: str, table: str) -> str:
    return " AND ".join(
        agree(
            f"{anchor}.{quoted(ours)}",
            f"{table}.{quoted(theirs)}",
            filled=is_filled(bearing.anchor, ours) or is_filled(bearing.table, theirs),
        )
        for ours, theirs in bearing.pairs
    )


def near(rule: Rule, table: str) -> str:
    return staged("near", f"{table} of {rule.id}")


def touched(rule: Rule, anchor: str) -> str:
    return staged("touched", f"{anchor} of {rule.id}")


def touch(held: Held, rule: Rule, read: Sequence[str]) -> bool:
    """Names the cases that the staged rows of the changed tables `read` touch; False where they may touch any.

    Asked before the change is applied. A fact that moves from case to case touches both; anchor rows that come
    with the change are touched as they are, so nothing is left to ask afterwards.
    """
    bearing = bearings(rule.header)
    if {*read} - {*rule.anchors} - {b.table for b in bearing}:
        return False
    for anchor, columns in rule.anchors.items():
        held.connection.execute(f"DELETE FROM {touched(rule, anchor)}")
        if parts := [*cases_touched(anchor, columns, read, bearing)]:
            held.connection.execute(f"INSERT INTO {touched(rule, anchor)} {' UNION '.join(parts)}")
    return True


def make_room(held: Held, rule: Rule) -> None:
    """The tables that asking `rule` about some cases needs beside the facts."""
    held.make_room(rule.compiled.reads)
    for anchor, columns in rule.anchors.items():
        none = f"SELECT {listed(columns, 'a')} FROM {quoted(anchor)} AS a LIMIT 0"
        held.connection.execute(f"CREATE TABLE IF NOT EXISTS {touched(rule, anchor)} AS {none}")
    for table in near_tables(rule):
        none = f"SELECT * FROM {quoted(table)} LIMIT 0"
        held.connection.execute(f"CREATE TABLE IF NOT EXISTS {near(rule, table)} AS {none}")


def cases_touched(
    anchor: str, columns: Sequence[str], read: Sequence[str], bearing: Sequence[Bearing]
) -> Iterator[str]:
    """SELECTs of the anchor's cases that staged rows touch."""
    chosen = f"SELECT {listed(columns, 'a')} FROM {quoted(anchor)} AS a"
    for table in read:
        for rows in (staged("old", table), staged("new", table)):
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
