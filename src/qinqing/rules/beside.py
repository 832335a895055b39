"""Rows laid beside the facts under names of their own, and questions to them that are planned once.

A plan that reads a table of the engine's own is made anew whenever it is asked, and that takes longer than asking about
a few rows. One that reads only what is laid beside is kept; it finds the rows there as they are when it is asked.
"""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from qinqing.facts.cells import quoted


class Rows:
    """What lies under a name: the engine asks for it with every question anew."""

    def __init__(self, table: pa.Table):
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


class Beside:
    """All that is laid beside the facts of one connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self.connection = connection
        self.laid: dict[str, Rows] = {}
        self.planned: dict[str, str] = {}
        self.fresh: set[tuple[str, str]] = set()

    def __getitem__(self, name: str) -> pa.Table:
        return self.laid[name].table

    def __contains__(self, name: str) -> bool:
        return name in self.laid

    def lay(self, name: str, rows: pa.Table) -> None:
        """In place of what lay there, in the same columns of the same types.

        For the first time not in a transaction that may be undone: the name would be gone with it.
        """
        if name in self.laid:
            self.laid[name].table = rows
        else:
            self.laid[name] = Rows(rows)
            self.connection.register(name, self.laid[name])

    def lay_answer(self, name: str, query: str) -> None:
        self.lay(name, self.connection.sql(query).to_arrow_table())

    def lay_planned(self, name: str, query: str) -> None:
        """The same of a query that reads only what is laid beside; something lies under the name already."""
        schema, (_, rows) = self[name].schema, self.ask(query)
        columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
        arrays = [pa.array([*cells], field.type) for cells, field in zip(columns, schema, strict=True)]
        self.lay(name, pa.table(arrays, schema=schema))

    def clear(self, name: str) -> None:
        self.lay(name, self[name].slice(0, 0))

    def is_due(self, step: str, name: str) -> bool:
        """Whether this step of taking a change in was not yet done for `name`, by whichever rule; now it is."""
        due = (step, name) not in self.fresh
        self.fresh.add((step, name))
        return due

    def begin(self) -> None:
        """Another change: nothing was done for it."""
        self.fresh.clear()

    def ask(self, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Columns and rows; planned when it is asked for the first time."""
        cursor = self.connection.execute(self._planned(query))
        return [column[0] for column in cursor.description or ()], cursor.fetchall()

    def ask_table(self, query: str) -> pa.Table:
        """The same, where they are many."""
        return self.connection.sql(self._planned(query)).to_arrow_table()

    def _planned(self, query: str) -> str:
        if query not in self.planned:
            plan = quoted(f"plan {len(self.planned)}")
            self.connection.execute(f"PREPARE {plan} AS {query}")
            self.planned[query] = f"EXECUTE {plan}"
        return self.planned[query]
