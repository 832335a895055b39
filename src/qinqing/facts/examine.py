"""Examine every table of a folder at once: all problems, what was corrected, and what it spans."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import duckdb

from qinqing.facts import cells, credit_codes
from qinqing.facts.ahead import Ahead
from qinqing.facts.blanks import read_as_null
from qinqing.facts.checks import Check, checks_of
from qinqing.facts.csv_text import ROW
from qinqing.facts.faults import Faults, collect, loops, orphans, repeated_keys
from qinqing.facts.schema import Column
from qinqing.facts.shown import reason
from qinqing.facts.source import Source, register, value_of
from qinqing.refusals import Failed, Problem, Say

Look: TypeAlias = Callable[[duckdb.DuckDBPyConnection, Source], Faults]
# Two tables at a time: what one core alone can do for a table (whether its keys ascend) leaves the other to the next.
AT_ONCE = 2


@dataclass
class Examined:
    """`problems` are the first ones in the contract's order of tables, then by row and column."""

    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    warnings: list[Problem] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    latest_event: date | None = None

    def add(self, problems: list[Problem], total: int | None = None) -> None:
        self.problems += problems
        self.total += len(problems) if total is None else total


def nothing() -> None:
    """What is done meanwhile unless told otherwise."""


def examine(
    connection: duckdb.DuckDBPyConnection,
    sources: dict[str, Source],
    meanwhile: Callable[[], object] = nothing,
) -> Examined:
    """Cells first, in every table: keys and references are compared as corrected there.

    `meanwhile` is done on a core that would else stand idle; if it goes wrong, that is raised at once.
    """
    in_cells = each_readable(connection, sources, faults_in_cells, meanwhile)
    between_rows = each_readable(
        connection, sources, lambda own, source: faults_between_rows(own, source, sources)
    )
    examined = Examined()
    for name, source in sources.items():
        faults = in_cells.get(name, Faults())
        faults.add(between_rows.get(name, Faults()))
        examined.add(source.problems)
        examined.add(faults.problems(), faults.total)
        examined.warnings += source.warnings
        examined.rows[name] = source.rows
    events = (source.latest_event for source in sources.values())
    examined.latest_event = max(filter(None, events), default=None)
    return examined


def each_readable(
    connection: duckdb.DuckDBPyConnection,
    sources: dict[str, Source],
    look: Look,
    meanwhile: Callable[[], object] = nothing,
) -> dict[str, Faults]:
    """What is found in each table that can be read, by its name; `look` changes the source it is given and no other."""

    def looked(source: Source | None, own: duckdb.DuckDBPyConnection) -> Faults:
        if source is None:
            meanwhile()
            return Faults()
        for read in (source, *parents(source, sources)):
            register(own, read)
        return attempt(source, lambda source: look(own, source))

    readable = [source for source in sources.values() if source.scan is not None]
    with Ahead(looked, connection.cursor, AT_ONCE) as ahead:
        _, *found = ahead.each([None, *readable])
    return {source.table.name: faults for source, faults in zip(readable, found, strict=True)}


def parents(source: Source, sources: dict[str, Source]) -> list[Source]:
    """The tables that it refers to."""
    names = dict.fromkeys(column.references for column in source.columns)
    return [sources[name] for name in names if name in sources and name != source.table.name]


def attempt(source: Source, look: Callable[[Source], Faults]) -> Faults:
    """A file whose header is sound may still be broken inside: then it is told once and left alone."""
    try:
        return look(source)
    except duckdb.Error as error:
        why = reason(error)
        if is_the_machines(error):
            zh, en = (
                f"内存或磁盘不够，没有读完 {source.shown}：{why}",
                f"no room to read {source.shown}: {why}",
            )
            raise Failed("facts.no-room", Say(zh, en)) from error
        says = Say(f"内容无法读取：{why}", f"its content cannot be read: {why}")
        source.problems.append(Problem(source.shown, says))
        source.scan = None
        return Faults()


def is_the_machines(error: duckdb.Error) -> bool:
    """No memory, or no disk to spill to: nothing that the file could be refused for."""
    return isinstance(error, duckdb.OutOfMemoryException) or os.strerror(errno.ENOSPC) in str(error)


def faults_between_rows(
    connection: duckdb.DuckDBPyConnection, source: Source, sources: dict[str, Source]
) -> Faults:
    faults = repeated_keys(connection, source)
    faults.add(orphans(connection, source, sources))
    faults.add(loops(connection, source))
    return faults


def faults_in_cells(connection: duckdb.DuckDBPyConnection, source: Source) -> Faults:
    """One scan asks of every check whether all rows are sound; only where not are rows at fault looked for.

    Keeps with the source what else was seen: its rows, its latest event, what was corrected, which texts are blank.
    """
    read_as_null(connection, source)
    checks = list(checks_of(source))
    codes = [c for c in source.columns if credit_codes.is_code_column(source.table, c)]
    times = [c for c in source.columns if c.type == "time" and source.is_parquet]
    plain = (cells.all_eight_hours_ahead(cells.instant_of(column)) for column in times)
    claims = [*lower_case(codes), *other_forms(source)]
    counts = (f"count(*) FILTER (WHERE {claim})" for claim in claims)
    asked = [*plain, *(check.sound for check in checks), *counts]
    source.rows, source.latest_event, *told = ask(connection, source, asked)
    read_plainly(source, times, told)
    found = Faults()
    for check, sound in zip(checks, told[len(times) :], strict=False):
        if sound is False:
            found.add(rows_of(connection, source, check))
    source.warnings += code_warnings(source, codes, told[len(times) + len(checks) :])
    return found


def ask(connection: duckdb.DuckDBPyConnection, source: Source, asked: list[str]) -> tuple:
    """Rows, the latest event, and what else is asked over all rows; null where there is nothing to tell it by."""
    return connection.sql(
        f"SELECT {', '.join(['count(*)', latest_of(source), *asked])} FROM {source.scan}"
    ).fetchall()[0]


def latest_of(source: Source) -> str:
    """Days out of range are left out: they are told as faults, and Python has no such dates."""
    events = [f"CAST({value_of(source, c)} AS DATE)" for c in source.columns if c.is_event]
    latest = [f"max({day}) FILTER (WHERE {day} <= DATE '{cells.LAST_DAY}')" for day in events]
    return f"greatest({', '.join(latest)})" if latest else "NULL"


def rows_of(connection: duckdb.DuckDBPyConnection, source: Source, check: Check) -> Faults:
    query = f"SELECT {ROW}, ({check.shown})::VARCHAR FROM {source.scan} WHERE {check.broken}"
    return collect(connection, source, check.column, query, check.says)


def read_plainly(source: Source, times: list[Column], plain: list[bool | None]) -> None:
    """A column whose times all lie eight hours ahead is read by adding them, without asking each."""
    for column, all_ahead in zip(times, plain, strict=False):
        if all_ahead is not False:
            source.values[column.name] = cells.eight_hours_ahead(cells.instant_of(column))


def lower_case(codes: list[Column]) -> Iterator[str]:
    return (credit_codes.is_lower_case(cells.quoted(column.name)) for column in codes)


def other_forms(source: Source) -> list[str]:
    """For enterprises: ids that are no unified social credit code at all."""
    if source.table.name != "enterprises" or "enterprise_id" not in source.values:
        return []
    return [f"enterprise_id IS NOT NULL AND NOT {credit_codes.looks_like_code('enterprise_id')}"]


def code_warnings(source: Source, codes: list[Column], counts: list[int]) -> list[Problem]:
    """What was corrected is said; remembers which columns need correcting when they are read again."""
    warnings = []
    for column, total in zip(codes, counts, strict=False):
        if total:
            source.corrected.add(column.name)
            says = Say(
                f"{total} 个统一社会信用代码为小写，已改为大写",
                f"{total} unified social credit codes in lower case: read as capitals",
            )
            warnings.append(Problem(f"{source.shown}::{column.name}", says))
    if any(counts[len(codes) :]):
        total = counts[len(codes)]
        says = Say(
            f"{total} 个编号不是统一社会信用代码，照原样接受",
            f"{total} ids are no unified social credit codes: taken as they are",
        )
        warnings.append(Problem(f"{source.shown}::enterprise_id", says))
    return warnings
