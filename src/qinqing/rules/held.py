"""The facts of one day, where they can be changed and asked over and over.

The engine reads them as they were first read, without those gone since and with those added (`kept.py`): nothing is
ever written in it, so a change costs what changed, and to undo one is to hold on to what was held before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self, TypeAlias

import pyarrow as pa

from qinqing.facts import duck
from qinqing.facts.as_of import calendar_table, select_as_of
from qinqing.facts.cells import quoted
from qinqing.facts.schema import TABLES, Table
from qinqing.facts.source import source_of_rows
from qinqing.facts.write import empty_cells, shape
from qinqing.refusals import Problem, Refused, Say
from qinqing.rules.beside import Beside
from qinqing.rules.folder import Folder
from qinqing.rules.kept import Kept, Way

Rows: TypeAlias = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """What is different in the facts, by table.

    `rows`: facts that are new, or that take the place of the fact they identify; `gone`: facts that are no more,
    given by what identifies them (`Table.identity`).
    """

    rows: Mapping[str, Rows] = field(default_factory=dict)
    gone: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def tables(self) -> list[str]:
        return sorted({*self.rows, *self.gone})


class Held:
    """The contract's tables as they stood on a day, and `calendar`. Close it, or use it in a `with`."""

    def __init__(self, folder: Folder, on: date, threads: int | None = None):
        self.on, self.custody = on, folder.custody
        self.tables = set(folder.tables)
        self.lacking = {name: folder.missing_columns(name) for name in folder.tables}
        self.supplied = folder.supplied
        self.connection = duck.connect(**({"threads": threads} if threads else {}))
        self.whole = self.connection  # where questions to all facts are asked
        self.beside = Beside(self.connection)
        self.beside.lay("calendar", calendar_table())
        self.same: set[str] = set()
        self.kept: dict[str, Kept] = {}
        with folder.connect(on) as facts:
            for name in (*folder.tables, *sorted(folder.supplied)):
                self._hold(name, facts.sql(f"SELECT * FROM {quoted(name)}").to_arrow_table())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def in_tables(self) -> Iterator[None]:
        """Inside, all facts lie in tables of the engine's own too: many questions to all of them are faster answered there."""
        with duck.connect() as connection:
            for name, kept in self.kept.items():
                connection.register(first(name), kept.rows)
                connection.execute(f"CREATE TABLE {quoted(name)} AS SELECT * FROM {quoted(first(name))}")
            connection.register("calendar", calendar_table())
            self.whole = connection
            try:
                yield
            finally:
                self.whole = self.connection

    def has(self, table: Table, key: str) -> bool:
        """Whether a fact of the table, one with a key, has this one."""
        columns = table.identity[:1]
        return self.find(table.name, (columns, pa.table({columns[0]: [key]}))).num_rows > 0

    def find(self, table: str, *ways: Way, columns: Sequence[str] | None = None) -> pa.Table:
        """The facts that agree with rows given in any of these ways, each once; all their columns, or these."""
        return self.kept[table].find(*ways, columns=columns)

    def none(self, table: str) -> pa.Table:
        """No row of the table, in its columns."""
        return self.kept[table].base.rows.slice(0, 0)

    def make_room(self, tables: Iterable[str]) -> None:
        """What a change of these tables needs: the table itself, and where its rows are staged."""
        for name in tables:
            if staged_as("new", name) in self.beside:
                continue
            if name not in self.tables:
                columns = ", ".join(
                    f"CAST(NULL AS {c.sql}) AS {quoted(c.name)}" for c in TABLES[name].columns
                )
                self._hold(name, self.connection.sql(f"SELECT {columns} LIMIT 0").to_arrow_table())
            self.beside.lay(staged_as("given", name), every_column(TABLES[name], pa.table({})))
            for which in ("old", "new"):
                self.beside.lay(staged_as(which, name), self.none(name))

    @contextmanager
    def together(self, *, keep: bool = True) -> Iterator[None]:
        """Whatever is changed inside is kept as a whole; not at all where it fails, or is not to be kept."""
        tables, lacking, kept = set(self.tables), dict(self.lacking), dict(self.kept)
        done = False
        try:
            yield
            done = keep
        finally:
            if not done:
                self.tables, self.lacking = tables, lacking
                for name, rows in kept.items():
                    self._keep(name, rows)

    def stage(self, change: Change, *, as_of: date) -> None:
        """Lays beside, as `old X`, the facts the change replaces or takes away, as `new X` those it gives.

        Facts not there yet on `as_of` are left out, as a folder's are.
        Refused `facts.unwritable` with every row that could be no fact.
        """
        problems: list[Problem] = []
        shaped = {name: shape(TABLES[name], change.rows.get(name, ()), problems) for name in change.tables}
        problems += [one for name, rows in shaped.items() for one in empty_cells(TABLES[name], rows)]
        if problems:
            says = Say("这些行不合事实表的约定", "these rows do not fit the fact tables")
            raise Refused("facts.unwritable", says, problems)
        self.beside.begin()
        for name, rows in shaped.items():
            self._stage(TABLES[name], rows, change.gone.get(name, ()), as_of)
        self.same = {*filter(self._is_same, change.tables)}

    def leave_out_same(self) -> None:
        """Of what is staged: facts of tables in which all are given as they stand already."""
        for name in self.same:
            self.beside.clear(staged_as("old", name))
            self.beside.clear(staged_as("new", name))

    def _is_same(self, table: str) -> bool:
        by = [(name, "ascending") for name in TABLES[table].identity]
        old, new = (self.beside[staged_as(which, table)] for which in ("old", "new"))
        return old.num_rows == new.num_rows and bool(old.sort_by(by).equals(new.sort_by(by)))

    def apply(self, change: Change) -> None:
        """What `stage` laid beside the tables takes its place in them."""
        for name in filter(self.is_changed, change.tables):
            old, new = (self.beside[staged_as(which, name)] for which in ("old", "new"))
            self._keep(name, self.kept[name].changed(TABLES[name].identity, old, new))

    def is_staged(self, which: str, table: str) -> bool:
        """Whether the change has any such rows."""
        return self.beside[staged_as(which, table)].num_rows > 0

    def is_changed(self, table: str) -> bool:
        return any(self.is_staged(which, table) for which in ("old", "new"))

    def _hold(self, name: str, rows: pa.Table) -> None:
        """Under its name the engine finds the table's rows as they are whenever it is asked."""
        kept, identity = Kept.of(rows), identity_of(name, rows)
        self.connection.register(first(name), kept.base.rows)
        self.beside.lay(staged_as("gone", name), kept.base.rows.select(identity).slice(0, 0))
        self.beside.lay(staged_as("added", name), kept.added.rows)
        one, gone, added = (
            quoted(n) for n in (first(name), *(staged_as(w, name) for w in ("gone", "added")))
        )
        self.connection.execute(
            f"""CREATE VIEW {quoted(name)} AS
                SELECT t.* FROM {one} AS t ANTI JOIN {gone} AS g ON {same_row(name, identity, "t", "g")}
                UNION ALL SELECT * FROM {added}"""
        )
        self.kept[name] = kept

    def _keep(self, name: str, kept: Kept) -> None:
        before, self.kept[name] = self.kept[name], kept
        if kept.base is not before.base:
            self.connection.register(first(name), kept.base.rows)
        if kept is not before:
            gone = kept.base.rows.select(identity_of(name, kept.base.rows)).take(kept.dead)
            self.beside.lay(staged_as("gone", name), gone)
            self.beside.lay(staged_as("added", name), kept.added.rows)

    def _stage(self, table: Table, rows: pa.Table, gone: Rows, day: date) -> None:
        self.tables.add(table.name)
        self.lacking.setdefault(table.name, set())
        lost = shape(table, [{name: row[name] for name in table.identity} for row in gone], [])
        given = staged_as("given", table.name)
        self.beside.lay(given, every_column(table, rows))
        new = select_as_of(source_of_rows(table, self.beside[given], given), day)
        self.beside.lay_planned(staged_as("new", table.name), new)
        named = [(table.identity, rows.select([*table.identity])) for rows in (self.beside[given], lost)]
        self.beside.lay(staged_as("old", table.name), self.find(table.name, *named))


def every_column(table: Table, rows: pa.Table) -> pa.Table:
    """Of the contract; those not given are empty."""
    given = {name: rows[name] for name in rows.column_names}
    none = pa.nulls(rows.num_rows)
    return pa.table({c.name: given.get(c.name, none.cast(c.arrow)) for c in table.columns})


def identity_of(table: str, rows: pa.Table) -> list[str]:
    return [*TABLES[table].identity] if table in TABLES else rows.column_names


def first(table: str) -> str:
    """Its rows as they were first read."""
    return f"first {table}"


def staged_as(which: str, table: str) -> str:
    return f"{which} {table}"


def same_row(table: str, columns: Sequence[str], one: str, other: str) -> str:
    """SQL: both agree in all columns of the table; nothing agrees with nothing."""
    return " AND ".join(
        agree(f"{one}.{quoted(c)}", f"{other}.{quoted(c)}", filled=is_filled(table, c)) for c in columns
    )


def agree(one: str, other: str, *, filled: bool) -> str:
    """SQL: both are the same, or, unless one is `filled` in every row, both are nothing.

    By a plain equality the engine passes over most of a table unread: a fifth of the time.
    """
    return f"{one} = {other}" if filled else f"{one} IS NOT DISTINCT FROM {other}"


def is_filled(table: str, column: str) -> bool:
    """Whether every fact of the table has a text there."""
    known = TABLES[table].by_name[column] if table in TABLES else None
    return known is not None and known.type == "string" and not known.optional
