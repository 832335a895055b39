"""A table's rows found by what they agree in with others, without a look at the rest.

The rows lie as they were read, those that changed since in a small table after them. Of each set of columns asked for,
the marks of all rows are sorted once: a few rows are found among millions in less time than the engine plans to read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from qinqing.rules.marks import Marks, marks_of
from qinqing.rules.patterns.found import ranges

Places: TypeAlias = NDArray[np.int64]
# What rows are asked for: columns of the table, and the rows (in columns of theirs) they are to agree with.
Way: TypeAlias = tuple[tuple[str, ...], pa.Table]
# As soon as more than one row in so many has changed, all are laid out anew.
ONE_IN = 10
NONE: Places = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Pile:
    """Rows that stay as they are."""

    rows: pa.Table
    sorted: dict[tuple[str, ...], tuple[Marks, NDArray[np.int32]]] = field(default_factory=dict)

    def places(self, columns: tuple[str, ...], given: pa.Table, asked: Marks) -> Places:
        """Where the rows lie that agree in the columns with any row given (its columns in the same order, its marks)."""
        if not self.rows.num_rows or not given.num_rows:
            return NONE
        marks, order = self._sorted(columns)
        # In order, so that neighbours are looked for side by side: among millions that takes a fraction of the time.
        by_mark = np.argsort(asked)
        first = np.searchsorted(marks, asked[by_mark], "left")
        sizes = np.searchsorted(marks, asked[by_mark], "right") - first
        nth, place = ranges(first, sizes)
        whose, place = by_mark[nth], order[place].astype(np.int64)
        return distinct(place[self._agree(columns, place, given, whose)])

    def _sorted(self, columns: tuple[str, ...]) -> tuple[Marks, NDArray[np.int32]]:
        if columns not in self.sorted:
            marks = marks_of([self.rows[name] for name in columns])
            order = np.argsort(marks, kind="stable")
            self.sorted[columns] = marks[order], order.astype(np.int32)
        return self.sorted[columns]

    def _agree(
        self, columns: Sequence[str], place: Places, given: pa.Table, whose: Places
    ) -> NDArray[np.bool_]:
        """Of each pair, whether the rows are alike and not only their marks; nothing agrees with nothing."""
        same = np.ones(len(place), dtype=bool)
        for name, column in zip(columns, given.columns, strict=True):
            ours = self.rows[name].take(place)
            same &= alike(ours, column.take(whose).cast(ours.type))
        return same


def alike(ours: pa.ChunkedArray, theirs: pa.ChunkedArray) -> NDArray[np.bool_]:
    """By row; nothing is like nothing."""
    same = pc.equal(ours, theirs)
    if same.null_count:
        same = pc.or_(pc.fill_null(same, False), pc.and_(pc.is_null(ours), pc.is_null(theirs)))
    told: NDArray[np.bool_] = same.to_numpy()
    return told


@dataclass(frozen=True)
class Kept:
    """The rows of a table. A change makes another: whoever holds this one has the rows as they were."""

    base: Pile
    added: Pile
    dead: Places

    @classmethod
    def of(cls, rows: pa.Table) -> Kept:
        whole = rows.combine_chunks()
        return cls(Pile(whole), Pile(whole.slice(0, 0)), NONE)

    def find(self, *ways: Way, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows that agree with others in any of these ways, each once; all their columns, or these."""
        asked = [(columns, given, marks_of(given.columns)) for columns, given in ways if given.num_rows]
        lying = united(self.base, asked)
        lying = lying[self._alive[lying]] if len(self.dead) else lying
        added = united(self.added, asked)
        whole = [(pile.rows, place) for pile, place in ((self.base, lying), (self.added, added))]
        found = [(rows.select([*columns]) if columns else rows).take(place) for rows, place in whole]
        return pa.concat_tables(found) if len(added) else found[0]

    def changed(self, identity: tuple[str, ...], old: pa.Table, new: pa.Table) -> Kept:
        """Without the rows that the old ones identify, with the new ones."""
        named = old.select([*identity])
        asked = [(identity, named, marks_of(named.columns))]
        dead = distinct(np.concatenate([self.dead, united(self.base, asked)]))
        stay = np.ones(self.added.rows.num_rows, dtype=bool)
        stay[united(self.added, asked)] = False
        rows = pa.concat_tables([self.added.rows.filter(pa.array(stay)), new]).combine_chunks()
        kept = replace(self, added=Pile(rows), dead=dead)
        return kept._laid_anew() if (len(dead) + len(rows)) * ONE_IN > len(self.base.rows) else kept

    @property
    def rows(self) -> pa.Table:
        """All there are now."""
        still = self.base.rows.filter(pa.array(self._alive)) if len(self.dead) else self.base.rows
        return pa.concat_tables([still, self.added.rows])

    @cached_property
    def _alive(self) -> NDArray[np.bool_]:
        alive = np.ones(self.base.rows.num_rows, dtype=bool)
        alive[self.dead] = False
        return alive

    def _laid_anew(self) -> Kept:
        return Kept.of(self.rows)


def united(pile: Pile, asked: Sequence[tuple[tuple[str, ...], pa.Table, Marks]]) -> Places:
    places = [pile.places(*way) for way in asked]
    return places[0] if len(places) == 1 else distinct(np.concatenate([NONE, *places]))


def distinct(places: Places) -> Places:
    """In order, each once."""
    places = np.sort(places)
    return places[np.append(True, places[1:] != places[:-1])] if len(places) else places
