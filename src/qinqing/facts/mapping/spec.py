"""What a mapping says, once read: sources, the rows set aside, and how each cell of a fact table is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from qinqing.facts.schema import TIME_ZONE, Column, Table
from qinqing.refusals import Say


@dataclass(frozen=True)
class CellRule:
    """How one cell is made: from a `column`, a `constant`, the row's number or a `hash` of columns.

    Then, in this order: `values` are translated, texts in `empty` are null (`otherwise` where neither fits);
    a date or time is read by `formats` (in `zone` where it has no offset); from a number the texts in
    `remove` are taken out and it is multiplied by `times`.
    """

    target: Column
    column: str | None = None
    constant: str | None = None
    counter: str | None = None  # prefix before the source's row number
    hash: tuple[str, ...] = ()
    prefix: str = ""
    empty: frozenset[str] = frozenset()
    values: dict[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    formats: tuple[str, ...] = ()
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo(TIME_ZONE))
    remove: tuple[str, ...] = ()
    times: Decimal = Decimal(1)

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns of the source it needs."""
        return (self.column,) if self.column is not None else self.hash


@dataclass(frozen=True)
class TableRule:
    """Rows of one fact table made from a source's rows; `once`: one per key, the first row's values hold."""

    table: Table
    cells: tuple[CellRule, ...]
    once: bool = False


@dataclass(frozen=True)
class Unwanted:
    """Rows that are no facts: whose `column` is one of `values` (or, with `negated`, none of them)."""

    column: str
    values: frozenset[str]
    negated: bool
    reason: Say

    def holds(self, cell: str) -> bool:
        return (cell in self.values) is not self.negated


@dataclass(frozen=True)
class SourceRule:
    """One file of the bureau's, and the fact tables made from it."""

    name: str
    file: str
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    sheet: str | None = None
    header_row: int = 1
    records: str | None = None
    unwanted: tuple[Unwanted, ...] = ()
    tables: tuple[TableRule, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """`rows` are facts the sources do not hold but the contract asks for: the department itself, say."""

    title: str
    folder: Path  # where sources lie
    sources: tuple[SourceRule, ...]
    rows: dict[str, list[dict[str, str]]]
