"""Text cells for every fact table, gathered from all sources, each row knowing where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa

from qinqing.facts.csv_text import ROW
from qinqing.facts.mapping.convert import Unfit, make_cell, plain
from qinqing.facts.mapping.read import Rows, SourceRow
from qinqing.facts.mapping.spec import Mapping, SourceRule, TableRule
from qinqing.facts.schema import TABLES, Table
from qinqing.facts.shown import REASON_LENGTH, shorten
from qinqing.refusals import Problem, Refused, Say

NOTHING = Say("要读的各列都是空的", "every column it is made from is empty")


class Origin(NamedTuple):
    """Which row of which source a fact row was made from; `once`: it may be one of several with its key."""

    source: str
    row: int
    once: bool = False


class Reject(NamedTuple):
    """A row that did not become a row of `table` (empty: of any table)."""

    row: int
    table: str
    column: str
    reason: Say


@dataclass
class Gathered:
    """One fact table in the making: cells by column, and the origin of each row."""

    table: Table
    columns: dict[str, list[str | None]] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)

    def add(self, cells: dict[str, str | None], origin: Origin) -> None:
        for name in cells.keys() - self.columns.keys():
            self.columns[name] = [None] * len(self.origins)
        for name, column in self.columns.items():
            column.append(cells.get(name))
        self.origins.append(origin)

    def as_text(self) -> pa.Table:
        arrays = {name: pa.array(column, pa.string()) for name, column in self.columns.items()}
        return pa.table({**arrays, ROW: pa.array(range(len(self.origins)), pa.int64())})


@dataclass
class Gathering:
    """All fact tables in the making, and by source the rows that did not fit."""

    tables: dict[str, Gathered] = field(default_factory=dict)
    rejects: dict[str, list[Reject]] = field(default_factory=dict)

    def reject(self, source: str, reject: Reject) -> None:
        self.rejects.setdefault(source, []).append(reject)

    def table(self, table: Table) -> Gathered:
        return self.tables.setdefault(table.name, Gathered(table))


def gather(mapping: Mapping, read: dict[str, Rows]) -> Gathering:
    """`read` holds every source's rows by its name."""
    refuse_unknown_columns(mapping, read)
    gathering = Gathering()
    for name, written in mapping.rows.items():
        for n, given in enumerate(written, start=1):
            cells = {column: text or None for column, text in given.items()}
            gathering.table(TABLES[name]).add(cells, Origin("", n))
    for source in mapping.sources:
        gathering.rejects[source.name] = []
        for rule in source.tables:
            prepare_columns(gathering.table(rule.table), rule)
        for row in read[source.name].rows:
            gather_row(gathering, source, row)
    return gathering


def prepare_columns(gathered: Gathered, rule: TableRule) -> None:
    """A table of which no row fits still has its columns."""
    for cell in rule.cells:
        gathered.columns.setdefault(cell.target.name, [None] * len(gathered.origins))


def refuse_unknown_columns(mapping: Mapping, read: dict[str, Rows]) -> None:
    problems = []
    for source in mapping.sources:
        header = read[source.name].header
        wanted = {name for rule in source.tables for cell in rule.cells for name in cell.reads}
        wanted |= {unwanted.column for unwanted in source.unwanted}
        for name in sorted(wanted - set(header)):
            zh, en = (shorten(mark.join(header), REASON_LENGTH) for mark in ("、", ", "))
            says = Say(
                f"{source.file} 没有“{name}”一列；有：{zh}",
                f"{source.file} has no column {name!r}; it has {en}",
            )
            problems.append(Problem(source.name, says))
    if problems:
        says = Say("映射要读的列在来源中不存在", "the mapping reads columns its sources do not have")
        raise Refused("facts.mapping", says, problems)


def gather_row(gathering: Gathering, source: SourceRule, row: SourceRow) -> None:
    """A row one of whose cells has no place is rejected for all its tables: it may be shifted as a whole."""
    if row.ragged:
        gathering.reject(source.name, Reject(row.number, "", "", row.ragged))
        return
    for unwanted in source.unwanted:
        if unwanted.holds(plain(row.cells.get(unwanted.column)) or ""):
            gathering.reject(source.name, Reject(row.number, "", unwanted.column, unwanted.reason))
            return
    made = [(rule, make_cells(gathering, source.name, rule, row)) for rule in source.tables]
    if all(cells is not None for _, cells in made):
        for rule, cells in made:
            gathering.table(rule.table).add(cells or {}, Origin(source.name, row.number, rule.once))


def make_cells(
    gathering: Gathering, source: str, rule: TableRule, row: SourceRow
) -> dict[str, str | None] | None:
    """One row of one fact table; None, and a reject for each cell that cannot be made."""
    cells: dict[str, str | None] = {}
    unfit = []
    for cell in rule.cells:
        try:
            cells[cell.target.name] = make_cell(cell, row)
        except Unfit as error:
            unfit.append(Reject(row.number, rule.table.name, cell.target.name, error.says))
    if not unfit and not any(cells.values()):
        unfit.append(Reject(row.number, rule.table.name, "", NOTHING))
    for reject in unfit:
        gathering.reject(source, reject)
    return None if unfit else cells
