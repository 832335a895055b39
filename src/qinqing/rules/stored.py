"""Parts of a pattern rule's query that a standing sweep stores: most of its work, and each row hangs on one case.

What compares cases with each other is asked of the stored parts as of tables.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlglot
from sqlglot import exp

from qinqing.facts.cells import quoted
from qinqing.facts.schema import TABLES
from qinqing.rules.compile import DIALECT
from qinqing.rules.held import Held, same_row
from qinqing.rules.kinds import Kinds, make_room_for, number_kinds
from qinqing.rules.macros import Binding, write_out
from qinqing.rules.narrow import Near, facts_in
from qinqing.rules.rule import Rule, by_table

ROWS = "rows put in"


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A name in WITH of the rule's query, and the columns of the table `anchor` that tell its cases apart."""

    rule: Rule
    name: str
    anchor: str
    columns: tuple[str, ...]

    @property
    def table(self) -> str:
        return quoted(f"{self.name} of {self.rule.id}")

    def query(self, binding: Binding) -> exp.Query:
        """The part alone, after whatever stands before it."""
        whole = write_out(self.rule.compiled.query, binding)
        names = [cte.alias for cte in whole.ctes]
        before = whole.ctes[: names.index(self.name)]
        part: exp.Query = whole.ctes[names.index(self.name)].this
        for cte in before:
            part = part.with_(cte.alias, as_=cte.this, copy=False)
        return part

    def make(self, held: Held, binding: Binding) -> Kinds:
        sql = self.query(binding).sql(dialect=DIALECT)
        held.connection.execute(f"CREATE OR REPLACE TABLE {self.table} AS {sql}")
        return number_kinds(held.connection, self.table)

    def take_out(self, held: Held, near: Near) -> None:
        """The rows of touched cases."""
        same = same_row(self.anchor, self.columns, "p", "t")
        cases = quoted(near.touched[self.anchor])
        held.connection.execute(f"DELETE FROM {self.table} AS p USING {cases} AS t WHERE {same}")

    def put_in(self, held: Held, query: str, kinds: Kinds) -> Kinds:
        """The rows of touched cases as they are now; the kinds of texts that are left."""
        rows = held.connection.sql(query).to_arrow_table()
        if not rows.num_rows:
            return kinds
        left = make_room_for(held.connection, self.table, kinds, rows)
        held.connection.register(ROWS, rows)
        held.connection.execute(f'INSERT INTO {self.table} SELECT * FROM "{ROWS}"')
        held.connection.unregister(ROWS)
        return left


def stored_of(rule: Rule) -> list[StoredPart]:
    return [
        StoredPart(rule, name, anchor, tuple(columns))
        for name, key in rule.header.stored.items()
        for anchor, columns in by_table(key).items()
    ]


def read_by(parts: list[StoredPart], binding: Binding) -> set[str]:
    """The tables of facts that parts are made of."""
    return {table.name for part in parts for table in facts_in(part.query(binding))} & {*TABLES}


def over_stored(rule: Rule, binding: Binding) -> str:
    """The rule's SQL, its stored parts read as tables."""
    query, parts = write_out(rule.compiled.query, binding), {part.name: part for part in stored_of(rule)}
    for cte in query.ctes:
        if cte.alias in parts:
            kept = f"SELECT * FROM {parts[cte.alias].table}"
            cte.set("this", sqlglot.parse_one(kept, dialect=DIALECT))
    return query.sql(dialect=DIALECT)
