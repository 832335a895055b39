"""Which cases a fact of another table can bear on, as a rule's header says in `touched_by`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pyarrow as pa

from qinqing.rules.header import Header
from qinqing.rules.kept import Way


@dataclass(frozen=True, slots=True)
class Bearing:
    """Rows of `table` bear on the anchor's rows that agree in all `pairs` (anchor's column, table's column).

    `anchor` may also be a table that itself bears on one, or on its own rows: what agrees with its rows bears through them.
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
        Bearing(table, anchor, pairs)
        for table, columns in header.touched_by.items()
        for anchor, pairs in by_anchor(columns)
    ]


def by_anchor(columns: Sequence[str]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """`a.x`, `a.y = z` → (a, ((x, x), (y, z))); where a column of a stands twice, each is a way of its own."""
    found: list[tuple[str, dict[str, str]]] = []
    for said in columns:
        left, _, right = said.partition(" = ")
        anchor, _, column = left.partition(".")
        way = next((pairs for name, pairs in found if name == anchor and column not in pairs), None)
        if way is None:
            found.append((anchor, way := {}))
        way[column] = right or column
    return [(anchor, tuple(pairs.items())) for anchor, pairs in found]


def by_distance(anchors: Collection[str], bearing: Sequence[Bearing]) -> dict[str, int]:
    """Table → through how many others it bears on an anchor, by the shortest way; of those that bear on none nothing."""
    far = dict.fromkeys(anchors, 0)
    while near := [b for b in bearing if b.anchor in far and b.table not in far]:
        far |= {b.table: far[b.anchor] + 1 for b in near}
    return far
