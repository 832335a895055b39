"""A fact folder, examined before anything reads it: refused with all its problems, or open for questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from qinqing.facts.as_of import connection_as_of
from qinqing.facts.examine import examine, nothing
from qinqing.facts.found import ORGAN_PART, Custody, find_tables
from qinqing.facts.locked import further_connection, locked_connection
from qinqing.facts.schema import TABLES
from qinqing.facts.source import Source, open_source, read_into_memory
from qinqing.refusals import Problem, Refused, Say


@dataclass(frozen=True)
class FactFolder:
    """A folder that fits the contract; `rows` counts each table, `warnings` tell what was corrected."""

    path: Path
    custody: Custody
    sources: dict[str, Source] = field(repr=False)
    rows: dict[str, int]
    warnings: list[Problem]
    last_day: date | None

    @property
    def tables(self) -> dict[str, Path]:
        """File of each present table, in the contract's order."""
        return {name: source.path for name, source in self.sources.items()}

    @property
    def supplied(self) -> frozenset[str]:
        """Tables beyond the contract that whoever judges has added: none, see `supplying`."""
        return frozenset()

    @property
    def latest_event(self) -> date:
        """The day of the latest event in the folder: what it is judged on unless told otherwise."""
        if self.last_day is None:
            says = Say(
                "文件夹中没有任何带日期的事件；请用 --on 指明日期",
                "no dated event in the folder: name the day with --on",
            )
            raise Refused("facts.no-event", says)
        return self.last_day

    def missing_columns(self, table: str) -> set[str]:
        """Optional columns the file lacks (read as null); every column of a table that is absent."""
        present = set(self.sources[table].values) if table in self.sources else set()
        return set(TABLES[table].by_name) - present

    def connect(self, on: date) -> duckdb.DuckDBPyConnection:
        """A view per present table as it stood on a day, and `calendar`; reads no other file."""
        return connection_as_of(self.sources, on)

    def beside(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        """A further connection to what `connect` opened: both can ask at the same time."""
        return further_connection(connection, self.sources)


def open_folder(
    path: Path,
    custody: Custody = "bureau",
    organ_part: Path | None = None,
    meanwhile: Callable[[], object] = nothing,
) -> FactFolder:
    """Examine a folder and open it; Refused `facts.refused` carries the first 100 problems and their count.

    In the organ's custody its own tables are read too, from the folder itself and from `organ_part`
    (default: the subfolder `organ`). `meanwhile` is done while the tables are examined; what it raises goes before
    what is wrong with them.
    """
    files, misplaced, warnings = find_tables(path.absolute(), custody, organ_part and organ_part.absolute())
    sources = {name: open_source(TABLES[name], file, shown(path, file)) for name, file in files.items()}
    with locked_connection(sources) as connection:
        examined = examine(connection, sources, meanwhile)
        problems = [*misplaced, *examined.problems]
        if problems:
            raise refusal(path, problems, len(misplaced) + examined.total)
        ready = {name: read_into_memory(connection, source) for name, source in sources.items()}
    return FactFolder(
        path, custody, ready, examined.rows, [*warnings, *examined.warnings], examined.latest_event
    )


def shown(folder: Path, file: Path) -> str:
    return file.name if file.parent == folder.absolute() else f"{ORGAN_PART}/{file.name}"


def refusal(path: Path, problems: list[Problem], total: int) -> Refused:
    says = Say(
        f"事实文件夹 {path} 有 {total} 处问题，未读入",
        f"the fact folder {path} has {total} {'problem' if total == 1 else 'problems'} and was not read",
    )
    return Refused("facts.refused", says, problems, total=total)
