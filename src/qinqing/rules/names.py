"""What people, firms and departments are called, by the ids that answers have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from qinqing.facts.cells import quoted
from qinqing.rules.rule import BY_ID, PLACE, Rule

# What a sentence names by looking it up: name → the table and its column.
NAMED_IN = {
    "department": ("departments", "name"),
    "enterprise": ("enterprises", "name"),
    "post": ("officials", "post"),
}


class Names:
    """Where names are looked up: in the tables of facts; `kept`, where these stay as they are, in copies of a few columns."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: Iterable[str], *, kept: bool = False):
        self.connection = connection
        self.where = {table: quoted(table) for table, _ in NAMED_IN.values() if table in tables}
        self.to_copy = {*self.where} if kept else set()

    def of(self, rule: Rule) -> Mapping[str, str]:
        """Table → where it lies, of those whose names the rule says."""
        for name in names_said(rule):
            table, column = NAMED_IN[name]
            if table in self.to_copy:
                self._copy(table, BY_ID[name], column)
        return self.where

    def said(self, rule: Rule, row: Mapping[str, Any]) -> dict[str, Any]:
        """The names that sentences of the rule say of one of its answers; the id itself where it has none."""
        said = {}
        for name in names_said(rule):
            (table, column), id = NAMED_IN[name], BY_ID[name]
            found = self._named(table, id, column, row[id]) if table in self.where else None
            said[name] = row[id] if found is None else found
        return said

    def _named(self, table: str, id: str, column: str, key: str) -> str | None:
        query = f"SELECT {column} FROM {self.where[table]} WHERE {id} = $1"
        found = self.connection.execute(query, [key]).fetchall()
        return found[0][0] if found else None

    def _copy(self, table: str, id: str, column: str) -> None:
        copy = quoted(f"names of {table}")
        self.connection.execute(
            f"CREATE OR REPLACE TABLE {copy} AS SELECT {id}, {column} FROM {self.where[table]}"
        )
        self.where[table] = copy
        self.to_copy.discard(table)


def names_said(rule: Rule) -> list[str]:
    """The names that sentences of the rule say: its answers have an id for each."""
    said = {place for say in rule.header.says.values() for text in say for place in PLACE.findall(text)}
    return [name for name in NAMED_IN if name in said]


def looked_up(rule: Rule, where: Mapping[str, str]) -> tuple[str, str]:
    """`, … AS department, …` for every name said of the answers `a` of the rule, and the joins it takes.

    The id itself stands where its table is absent.
    """
    columns, joins = "", ""
    for name in names_said(rule):
        (table, column), id = NAMED_IN[name], BY_ID[name]
        if table in where:
            columns += f", coalesce({name}.{column}, a.{id}) AS {name}"
            joins += f" LEFT JOIN {where[table]} AS {name} ON {name}.{id} = a.{id}"
        else:
            columns += f", a.{id} AS {name}"
    return columns, joins
