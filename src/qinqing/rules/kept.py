"""A table's rows found by what they agree in with others, without a look at the rest.

The rows lie as they were read, those that changed since in a small table after them. Of each set of columns asked for,
the marks of all rows are sorted once: a few rows are found among millions in less time than the engine plans to read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from qinqing.rules.marks import Marks, marks_of

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
    sorted: dict[tuple[str, ...], tuple[Marks, Places]] = field(default_factory=dict)

    def places(self, columns: tuple[str, ...], given: pa.Table) -> Places:
        """Where the rows lie that agree in the columns with any row given (its columns in the same order)."""
        if not self.rows.num_rows or not given.num_rows:
            return NONE
        marks, order = self._sorted(columns)
        asked = marks_of(given.columns)
        first, end = np.searchsorted(marks, asked, "left"), np.searchsorted(marks, asked, "right")
        sizes = end - first
        whose = np.repeat(np.arange(len(asked)), sizes)
        place = order[np.arange(len(whose)) + np.repeat(first - (np.cumsum(sizes) - sizes), sizes)]
        return np.unique(place[self._agree(columns, place, given, whose)])

    def _sorted(self, columns: tuple[str, ...]) -> tuple[Marks, Places]:
        if columns not in self.sorted:
            marks = marks_of([self.rows[name] for name in columns])
            order = np.argsort(marks, kind="stable")
            self.sorted[columns] = marks[order], order
        return self.sorted[columns]

    def _agree(
        self, columns: Sequence[str], place: Places, given: pa.Table, whose: Places
    ) -> NDArray[np.bool_]:
        """Of each pair, whether the rows are alike and not only their marks; nothing agrees with nothing."""
        alike = np.ones(len(place), dtype=bool)
        for name, column in zip(columns, given.columns, strict=True):
            ours, theirs = self.rows[name].take(place), column.take(whose)
            same = pc.fill_null(pc.equal(ours, theirs.cast(ours.type)), False)
            neither = pc.and_(pc.is_null(ours), pc.is_null(theirs))
            alike &= pc.or_(same, neither).to_numpy()
        return alike


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

    def find(self, *ways: Way) -> pa.Table:
        """The rows that agree with others in any of these ways, each once."""
        lying = self._united(self.base, ways)
        lying = lying[~np.isin(lying, self.dead)] if len(self.dead) else lying
        found = self.base.rows.take(lying)
        added = self._united(self.added, ways)
        return pa.concat_tables([found, self.added.rows.take(added)]) if len(added) else found

    def changed(self, identity: tuple[str, ...], old: pa.Table, new: pa.Table) -> Kept:
        """Without the rows that the old ones identify, with the new ones."""
        named = old.select([*identity])
        dead = np.union1d(self.dead, self.base.places(identity, named))
        stay = np.ones(self.added.rows.num_rows, dtype=bool)
        stay[self.added.places(identity, named)] = False
        rows = pa.concat_tables([self.added.rows.filter(pa.array(stay)), new]).combine_chunks()
        kept = replace(self, added=Pile(rows), dead=dead)
        return kept._laid_anew() if (len(dead) + len(rows)) * ONE_IN > len(self.base.rows) else kept

    @property
    def rows(self) -> pa.Table:
        """All there are now."""
        alive = np.ones(self.base.rows.num_rows, dtype=bool)
        alive[self.dead] = False
        still = self.base.rows.filter(pa.array(alive)) if len(self.dead) else self.base.rows
        return pa.concat_tables([still, self.added.rows])

    def _laid_anew(self) -> Kept:
        return Kept.of(self.rows)

    @staticmethod
    def _united(pile: Pile, ways: Iterable[Way]) -> Places:
        places = [pile.places(columns, given) for columns, given in ways]
        if len(places) == 1:
            return places[0]
        return np.unique(np.concatenate(places)) if places else NONE
