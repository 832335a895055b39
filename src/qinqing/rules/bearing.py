"""Which cases a fact of another table can bear on, as a rule's header says in `touched_by`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from qinqing.rules.header import Header
from qinqing.rules.kept import Way


@dataclass(frozen=True, slots=True)
class Bearing:
    """Rows of `table` bear on the anchor's rows that agree in all `pairs` (anchor's column, table's column).

    `anchor` may also be a table that itself bears on one: what agrees with its rows bears through them.
    """

    table: str
    anchor: str
    pairs: tuple[tuple[str, str], ...]

    def asks(self, anchor_rows: pa.Table) -> Way:
        """For rows of the table, those that bear on these."""
        ours, theirs = zip(*self.pairs, strict=True)
        return theirs, anchor_rows.select([*ours])

    def asked_by(self, rows: pa.Table) -> Way:
        """For rows of the anchor, those that these of the table bear on."""
        ours, theirs = zip(*self.pairs, strict=True)
        return ours, rows.select([*theirs])


def bearings(header: Header) -> list[Bearing]:
    return [
        Bearing(table, anchor, tuple(pairs))
        for table, columns in header.touched_by.items()
        for anchor, pairs in by_anchor(columns).items()
    ]


def by_anchor(columns: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """`a.x`, `a.y = z` → {a: [(x, x), (y, z)]}."""
    found: dict[str, list[tuple[str, str]]] = {}
    for said in columns:
        left, _, right = said.partition(" = ")
        anchor, _, column = left.partition(".")
        found.setdefault(anchor, []).append((column, right or column))
    return found
